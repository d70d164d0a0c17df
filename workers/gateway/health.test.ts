import { expect, test } from 'vitest';
import { fakeServices } from './fake-services.ts';
import gateway from './worker.ts';

const ask = () => new Request('https://shop.example/healthz');

test('all is well when all three services say so', async () => {
  const { env, seen } = fakeServices();
  const response = await gateway.fetch(ask(), env);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'ok',
    services: { product: 'ok', cart: 'ok', order: 'ok' },
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
  });
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('one service that is down leaves the others well', async () => {
  const { env } = fakeServices({ CART: { fetch: () => Promise.reject(new Error('gone')) } });
  const response = await gateway.fetch(ask(), env);
  expect(await response.json()).toEqual({
    status: 'degraded',
    services: { product: 'ok', cart: 'down', order: 'ok' },
  });
});
