import * as z from 'zod';
import { forgetBodySchema, forgottenCustomerSchema } from '../../../shared/contracts/forget.ts';
import { write } from '../handling.ts';
import { headersOfPost, route } from '../route.ts';

// Customers have no version, but an If-Match that is none is refused everywhere: 412.
export const customers = [
  route({
    method: 'POST',
    path: '/v1/admin/customers/:id/forget',
    access: 'admin',
    scope: 'all',
    handling: write,
    service: 'order',
    id: 'forgetCustomer',
    summary: 'Forget e-mail and address in all that a customer has ordered until now',
    params: {
      id: z.string().meta({ description: 'The `sub` of the customer’s token.', examples: ['customer-42'] }),
    },
    query: null,
    body: forgetBodySchema,
    headers: headersOfPost,
    answers: { 200: { description: 'How far it has come.', body: forgottenCustomerSchema, headers: [] } },
    problems: ['version-mismatch'],
  }),
];
