import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { read } from './handling.ts';
import { route } from './route.ts';
import { routes } from './routes.ts';

/** Said a second time on purpose: opening a route takes a change in two places. */
const promised = `
  GET /v1/storefront anyone gateway
  GET /v1/products anyone product
  GET /v1/products/:id anyone product
  PUT /v1/products/:id admin product
  DELETE /v1/products/:id admin product
  POST /v1/products/:id/stock admin product
  GET /v1/products/:id/stock admin product
  POST /v1/products/:id/stock/shards admin product
  PUT /v1/products/:id/waiting-room admin product
  DELETE /v1/products/:id/waiting-room admin product
  POST /v1/products/:id/waiting-room/places owner product
  GET /v1/products/:id/waiting-room/places/:cartId owner product
  GET /v1/products/:id/waiting-room/places/:cartId/live owner product
  POST /v1/carts anyone cart
  GET /v1/carts/:id owner cart
  GET /v1/carts/:id/live owner cart
  POST /v1/carts/:id/items owner cart
  PATCH /v1/carts/:id/items/:productId owner cart
  DELETE /v1/carts/:id/items/:productId owner cart
  POST /v1/carts/:id/merge customer cart
  POST /v1/orders buyer order
  GET /v1/orders customerOrAdmin order
  GET /v1/orders/:id owner order
  GET /v1/orders/:id/timeline owner order
  POST /v1/orders/:id/cancel owner order
  POST /v1/orders/:id/fulfill admin order
  POST /v1/orders/:id/refunds admin order
  POST /v1/payments/sandbox/:orderId/authenticate owner order
  POST /v1/webhooks/stripe anyone order
  GET /v1/admin/audit/product/:id admin product
  POST /v1/admin/audit/product/:id/verify admin product
  GET /v1/admin/audit/product/:id/verify admin product
  GET /v1/admin/audit/cart/:id admin cart
  POST /v1/admin/audit/cart/:id/verify admin cart
  GET /v1/admin/audit/cart/:id/verify admin cart
  GET /v1/admin/audit/order/:id admin order
  POST /v1/admin/audit/order/:id/verify admin order
  GET /v1/admin/audit/order/:id/verify admin order
  POST /v1/admin/customers/:id/forget admin order
  GET /v1/admin/notifications admin order
  GET /v1/admin/notifications/:id admin order
  GET /v1/admin/dead-letters admin order
  POST /v1/admin/dead-letters/redrive admin order
  POST /v1/admin/dead-letters/:id/redrive admin order
  POST /v1/admin/products/import admin product
  GET /v1/admin/products/export admin product
  POST /v1/admin/read-models/catalog/rebuild admin product
  GET /v1/admin/read-models/catalog/rebuild admin product
  POST /v1/admin/read-models/orders/rebuild admin order
  GET /v1/admin/read-models/orders/rebuild admin order
  GET /v1/admin/orders/totals admin order
  GET /v1/admin/sandbox/payments admin order
  GET /v1/admin/sandbox/payments/:orderId admin order
  GET /v1/admin/webhooks admin order
  POST /v1/admin/webhooks admin order
  GET /v1/admin/webhooks/:id admin order
  DELETE /v1/admin/webhooks/:id admin order
  POST /v1/admin/webhooks/:id/enable admin order
  POST /v1/admin/webhooks/:id/rotate-secret admin order
  GET /v1/admin/webhooks/:id/deliveries admin order
  POST /v1/admin/webhooks/:id/deliveries/:n/redeliver admin order
  GET /v1/session anyone gateway
  POST /v1/session anyone gateway
  DELETE /v1/session anyone gateway
  GET /healthz anyone gateway
  GET /metrics admin gateway
  GET /openapi.json anyone gateway
  GET /docs anyone gateway
  GET / anyone gateway
  GET /console anyone gateway
`;

test('the table says what the API promises, and nothing more', () => {
  const table = routes.map(({ method, path, access, service }) => `${method} ${path} ${access} ${service}`);
  expect(table).toEqual(
    promised
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );
});

test('everything under /v1/admin is for administrators', () => {
  const open = routes.filter((route) => route.path.startsWith('/v1/admin/') && route.access !== 'admin');
  expect(open).toEqual([]);
});

describe('does not compile:', () => {
  const whole = {
    method: 'GET',
    path: '/v1/orders/:id',
    access: 'owner',
    scope: 'orders',
    handling: read,
    service: 'order',
    id: 'getOrder',
    summary: 'An order',
    params: { id: z.string() },
    query: null,
    body: null,
    headers: [],
    answers: {},
    problems: [],
  } as const;

  // tsc fails on an expected error that is none any more.
  test('a route without its access, or without any other thing', () => {
    const { access: _, ...open } = whole;
    const { problems: __, ...flawless } = whole;
    // @ts-expect-error: access is missing.
    expect(route(open).access).toBeUndefined();
    // @ts-expect-error: problems is missing.
    expect(route(flawless).problems).toBeUndefined();
    const { scope: ___, ...scopeless } = whole;
    // @ts-expect-error: scope is missing.
    expect(route(scopeless).scope).toBeUndefined();
    const { handling: ____, ...unhandled } = whole;
    // @ts-expect-error: limits, cache and deadline are missing.
    expect(route(unhandled).handling).toBeUndefined();
    expect(route(whole)).toBe(whole);
  });

  test('a parameter of the path without its schema, and a schema without its parameter', () => {
    // @ts-expect-error: there is a parameter in the path.
    expect(route({ ...whole, params: {} })).toBeDefined();
    // @ts-expect-error: there is no such parameter in the path.
    expect(route({ ...whole, params: { id: z.string(), orderId: z.string() } })).toBeDefined();
  });

  test('a problem that nothing makes', () => {
    // @ts-expect-error: no such code.
    expect(route({ ...whole, problems: ['order-lost'] })).toBeDefined();
  });
});

test('each route has a name of its own', () => {
  expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
});
