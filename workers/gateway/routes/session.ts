import { sessionSchema, signInBodySchema } from '../../../shared/contracts/session.ts';
import { read, write } from '../handling.ts';
import { route } from '../route.ts';

const session = { description: 'Who is signed in here.', body: sessionSchema, headers: [] };

/** Of the pages at / and /console, which keep no token themselves: docs/gateway.md. */
export const sessions = [
  route({
    method: 'GET',
    path: '/v1/session',
    access: 'anyone',
    scope: null,
    handling: read,
    service: 'gateway',
    id: 'getSession',
    summary: 'Who is signed in to our own pages',
    params: {},
    query: null,
    body: null,
    headers: [],
    answers: { 200: session },
    problems: [],
  }),
  route({
    method: 'POST',
    path: '/v1/session',
    access: 'anyone',
    scope: null,
    handling: write,
    service: 'gateway',
    id: 'signIn',
    summary: 'Sign in to the page that asks, which says its name as Konbini-Page: shop or console',
    params: {},
    query: null,
    body: signInBodySchema,
    headers: [],
    answers: { 200: session },
    problems: ['forbidden', 'invalid-token'],
  }),
  route({
    method: 'DELETE',
    path: '/v1/session',
    access: 'anyone',
    scope: null,
    handling: write,
    service: 'gateway',
    id: 'signOut',
    summary: 'Sign out of the page that asks',
    params: {},
    query: null,
    body: null,
    headers: [],
    answers: { 204: { description: 'The cookies are gone.', body: null, headers: [] } },
    problems: ['forbidden'],
  }),
];
