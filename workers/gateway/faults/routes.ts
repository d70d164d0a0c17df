import type * as z from 'zod';
import { faultsSchema, wireQuerySchema } from '../../../shared/contracts/faults.ts';
import { unlimited } from '../handling.ts';
import { type Route, route } from '../route.ts';

/** What all of them have in common: they are no part of the API, so nothing describes their answers. */
const common = {
  access: 'admin',
  scope: 'all',
  handling: unlimited,
  service: 'gateway',
  params: {},
  headers: [],
  answers: {},
  problems: [],
} as const;

/** Of a shop on a laptop alone, and so in no description of the API: docs/faults.md. */
export const faultRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/v1/admin/faults',
    id: 'getFaults',
    summary: 'What is made to go wrong',
    query: null,
    body: null,
  }),
  route({
    ...common,
    method: 'PUT',
    path: '/v1/admin/faults',
    id: 'putFaults',
    summary: 'Make things go wrong, and let them come right',
    query: null,
    body: faultsSchema satisfies z.ZodObject,
  }),
  route({
    ...common,
    method: 'GET',
    path: '/v1/admin/wire',
    id: 'getWire',
    summary: 'What the services said to each other',
    query: wireQuerySchema,
    body: null,
  }),
];
