import { storefrontQuerySchema, storefrontSchema } from '../../../shared/contracts/expanded.ts';
import { read } from '../handling.ts';
import { route } from '../route.ts';

export const storefront = [
  route({
    method: 'GET',
    path: '/v1/storefront',
    access: 'anyone',
    scope: null,
    handling: read,
    service: 'gateway',
    id: 'getStorefront',
    summary: "What a shop's first page needs: the catalog, your cart, your latest orders",
    params: {},
    query: storefrontQuerySchema,
    body: null,
    headers: [],
    answers: {
      200: {
        description: 'Each part, or that it cannot be had just now.',
        body: storefrontSchema,
        headers: [],
      },
    },
    problems: [],
  }),
];
