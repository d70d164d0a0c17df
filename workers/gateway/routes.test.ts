import { expect, test } from 'vitest';
import { type Route, routes } from './routes.ts';

/** Said a second time on purpose: opening a route takes a change in two places. */
const promised = `
  GET /v1/products anyone product
  GET /v1/products/:id anyone product
  PUT /v1/products/:id admin product
  DELETE /v1/products/:id admin product
  POST /v1/products/:id/stock admin product
  GET /v1/products/:id/stock admin product
  POST /v1/carts anyone cart
  GET /v1/carts/:id owner cart
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
  GET /v1/admin/notifications admin order
  GET /v1/admin/sandbox/payments admin order
  GET /v1/admin/sandbox/payments/:orderId admin order
  GET /healthz anyone gateway
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

test('a route without an access rule does not compile', () => {
  // @ts-expect-error: access is missing. tsc fails here if it ever becomes optional.
  const route: Route = { method: 'GET', path: '/v1/orders', service: 'order' };
  expect(route.access).toBeUndefined();
});
