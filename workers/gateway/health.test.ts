import { expect, test } from 'vitest';
import { fakeServices } from './fake-services.ts';
import gateway from './worker.ts';

const unknown = { catalog: null, orders: null };
const ask = () => new Request('https://shop.example/healthz');

test('all is well when all three services say so', async () => {
  const { env, seen } = fakeServices();
  const response = await gateway.fetch(ask(), env);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'ok',
    services: { product: 'ok', cart: 'ok', order: 'ok' },
    readModels: unknown,
  });
  expect(seen.map((one) => new URL(one.request.url).pathname)).toEqual(['/healthz', '/healthz', '/healthz']);
});

test('a service that throws, fails or hangs is down, and the answer comes all the same', async () => {
  const { env } = fakeServices({
    PRODUCT: { fetch: () => Promise.reject(new Error('gone')) },
    CART: { fetch: async () => new Response('', { status: 500 }) },
    ORDER: { fetch: () => new Promise(() => {}) },
  });
  const started = performance.now();
  const response = await gateway.fetch(ask(), env);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'degraded',
    services: { product: 'down', cart: 'down', order: 'down' },
    readModels: unknown,
  });
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('one service that is down leaves the others well', async () => {
  const { env } = fakeServices({ CART: { fetch: () => Promise.reject(new Error('gone')) } });
  const response = await gateway.fetch(ask(), env);
  expect(await response.json()).toEqual({
    status: 'degraded',
    services: { product: 'ok', cart: 'down', order: 'ok' },
    readModels: unknown,
  });
});

test('what services say of their read models is passed on, and nothing else of what they say', async () => {
  const catalog = { lagMs: 120, at: '2026-11-22T10:00:00.000Z', lagging: 0, sweptAt: null };
  const { env } = fakeServices({
    PRODUCT: { fetch: async () => Response.json({ status: 'ok', readModels: { catalog, orders: catalog } }) },
    CART: { fetch: async () => Response.json({ readModels: { catalog: { ...catalog, lagMs: 5 } } }) },
    ORDER: { fetch: async () => Response.json({ readModels: { orders: { lagMs: 'long' }, secret: 'x' } }) },
  });
  const response = await gateway.fetch(ask(), env);
  expect(await response.json()).toEqual({
    status: 'ok',
    services: { product: 'ok', cart: 'ok', order: 'ok' },
    readModels: { catalog, orders: null },
  });
});
