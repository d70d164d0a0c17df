import * as z from 'zod';
import { read, unlimited } from '../handling.ts';
import { healthSchema } from '../health.ts';
import { Html } from '../html.ts';
import { PlainText } from '../plain-text.ts';
import { headersOfVersionedRead, type Route, route } from '../route.ts';

/** What the gateway answers itself. */
export const service: Route[] = [
  route({
    method: 'GET',
    path: '/healthz',
    access: 'anyone',
    scope: null,
    handling: unlimited,
    service: 'gateway',
    id: 'getHealth',
    summary: 'How the services are',
    params: {},
    query: null,
    body: null,
    headers: [],
    answers: { 200: { description: 'The gateway is well.', body: healthSchema, headers: [] } },
    problems: [],
  }),
  route({
    method: 'GET',
    path: '/metrics',
    access: 'admin',
    scope: 'all',
    handling: unlimited,
    service: 'gateway',
    id: 'getMetrics',
    summary: 'Counts and durations of requests, for Prometheus',
    params: {},
    query: null,
    body: null,
    headers: [],
    answers: {
      200: {
        description: "What the answering process has counted, in Prometheus' text format.",
        body: new PlainText(),
        headers: [],
      },
    },
    problems: [],
  }),
  route({
    method: 'GET',
    path: '/openapi.json',
    access: 'anyone',
    scope: null,
    handling: read,
    service: 'gateway',
    id: 'getOpenApi',
    summary: 'This description of the API',
    params: {},
    query: null,
    body: null,
    headers: headersOfVersionedRead,
    answers: {
      200: {
        description: 'An OpenAPI 3.1 document.',
        body: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApi' }),
        headers: ['ETag'],
      },
    },
    problems: [],
  }),
  pageRoute('/docs', 'getReference', 'The same as a page, from which calls can be tried'),
  pageRoute('/', 'getStorefrontPage', 'The storefront, for buyers'),
  pageRoute('/console', 'getConsolePage', 'The console, for administrators, who sign in on it'),
];

function pageRoute(path: `/${string}`, id: string, summary: string): Route {
  return route({
    method: 'GET',
    path,
    access: 'anyone',
    scope: null,
    handling: read,
    service: 'gateway',
    id,
    summary,
    params: {},
    query: null,
    body: null,
    headers: [],
    answers: { 200: { description: 'A page for browsers.', body: new Html(), headers: [] } },
    problems: [],
  });
}
