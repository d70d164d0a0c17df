import { afterEach, describe, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { NoAnswer } from './no-answer.ts';
import type { RetryLimits } from './retry.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Send } from './send.ts';
import type { Shop } from './shop.ts';
import {
  answer,
  breakOff,
  breakWithin,
  hang,
  type Reply,
  refuse,
  type Server,
  serverOf,
} from './test-support/server.ts';

let server: Server;
afterEach(() => server.close());

async function shopOf(replies: [Reply, ...Reply[]], retry: Partial<RetryLimits> = {}): Promise<Shop> {
  server = await serverOf(...replies);
  return createClient({ url: server.url, retry: { firstPauseMs: 2, ...retry } });
}

const forNow: [string, Reply][] = [
  ['a connection that breaks', breakOff],
  ['an answer that breaks off', breakWithin],
  ['429', refuse(429, 'rate-limited')],
  ['503', refuse(503, 'service-unavailable')],
  ['409 request-in-progress', refuse(409, 'request-in-progress')],
];

const writes: [string, (shop: Shop) => Promise<unknown>][] = [
  [
    'POST',
    ({ http }) => http.POST('/v1/orders', { body: { cartId: 'c', email: 'e', payment: { token: 't' } } }),
  ],
  [
    'PUT',
    ({ http }) =>
      http.PUT('/v1/products/{id}', {
        params: { path: { id: 'tea' } },
        body: { name: 'Tea', price: { amount: 1, currency: 'EUR' } },
      }),
  ],
  ['DELETE', ({ http }) => http.DELETE('/v1/products/{id}', { params: { path: { id: 'tea' } } })],
  ['PATCH with If-Match', ({ http }) => patch(http, { 'If-Match': '"7"' })],
];

function patch(http: Shop['http'], header: { 'If-Match'?: string } = {}, signal?: AbortSignal) {
  const params = { path: { id: 'c', productId: 'tea' }, header };
  return http.PATCH('/v1/carts/{id}/items/{productId}', {
    params,
    body: { quantity: 3 },
    signal: signal ?? null,
  });
}

describe('what is sent again', () => {
  test.each(forNow)('a read after %s', async (_, trouble) => {
    const shop = await shopOf([trouble, trouble, answer(200, { id: 'tea' })]);
    expect(await shop.product('tea')).toEqual({ id: 'tea' });
    expect(server.asked).toHaveLength(3);
  });

  describe.each(writes)('%s', (_, write) => {
    test.each(forNow)('after %s, as it was', async (_, trouble) => {
      const shop = await shopOf([trouble, answer(200)]);
      expect(await write(shop)).toMatchObject({ data: {} });
      const [first, second] = server.asked.map(({ at, ...rest }) => rest);
      expect(second).toEqual(first);
    });
  });

  test('every POST has a key of its own, unless its caller gives one', async () => {
    const { http } = await shopOf([answer(201)]);
    await http.POST('/v1/carts', { body: {} });
    await http.POST('/v1/carts', { body: {} });
    await http.POST('/v1/carts', { body: {}, params: { header: { 'Idempotency-Key': 'mine' } } });
    const keys = server.asked.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.any(String), 'mine']);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('what is sent once', () => {
  test.each([
    [400, 'validation-failed'],
    [402, 'payment-declined'],
    [404, 'product-not-found'],
    [409, 'checkout-in-progress'],
    [412, 'version-mismatch'],
    [422, 'idempotency-key-reused'],
    [500, 'internal-error'],
    [502, 'bad-gateway'],
  ])('whatever is answered %i %s', async (status, code) => {
    const shop = await shopOf([refuse(status, code)]);
    await expect(shop.openCart()).rejects.toMatchObject({ status });
    expect(server.asked).toHaveLength(1);
  });

  test.each(forNow.slice(0, 2))('a PATCH without If-Match, also after %s', async (_, trouble) => {
    const { http } = await shopOf([trouble]);
    await expect(patch(http)).rejects.toThrow(NoAnswer);
    expect(server.asked).toHaveLength(1);
  });

  test.each(['GET', 'PATCH'])('a %s that its caller has given up', async (method) => {
    const reason = new Error('enough');
    const givenUp = new AbortController();
    const { http } = await shopOf([() => givenUp.abort(reason)]);
    const { signal } = givenUp;
    const asking = method === 'GET' ? http.GET('/healthz', { signal }) : patch(http, {}, signal);
    await expect(asking).rejects.toBe(reason);
    expect(server.asked).toHaveLength(1);
  });

  test('what its caller gives up in a pause', async () => {
    const { http } = await shopOf([breakOff], {
      firstPauseMs: 60_000,
      longestPauseMs: 60_000,
      totalMs: 600_000,
    });
    const asking = http.GET('/healthz', { signal: AbortSignal.timeout(100) });
    await expect(asking).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('how often and how long', () => {
  test('five tries, and then it is said who does not answer', async () => {
    const shop = await shopOf([breakOff]);
    await expect(shop.product('tea')).rejects.toThrow(`no answer to GET ${server.url}/v1/products/tea`);
    expect(server.asked).toHaveLength(5);
  });

  test('the last refusal is handed on', async () => {
    const shop = await shopOf([refuse(503, 'service-unavailable')]);
    await expect(shop.product('tea')).rejects.toMatchObject({ status: 503, code: 'service-unavailable' });
    expect(server.asked).toHaveLength(5);
  });

  test('waiting for the first to end is no failed try', async () => {
    const running = refuse(409, 'request-in-progress');
    const down = refuse(503, 'service-unavailable');
    const replies: [Reply, ...Reply[]] = [
      running,
      running,
      running,
      down,
      answer(201, { cart: { id: 'c' } }),
    ];
    const shop = await shopOf(replies, { maxTries: 2 });
    expect(await shop.openCart()).toMatchObject({ id: 'c' });
  });

  test('a try has its time, and all of them together have theirs', async () => {
    server = await serverOf(hang);
    let tries = 0;
    const send: Send = (request) => {
      tries += 1;
      return fetch(request);
    };
    const retry = { tryMs: 40, totalMs: 400, maxTries: 1_000, firstPauseMs: 2 };
    const shop = createClient({ url: server.url, fetch: send, retry });
    await expect(shop.product('tea')).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/^no answer within \d+ ms$/) },
    });
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(20);
  });

  test('an export has begun in time, and may go on for longer', async () => {
    const slowly: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write('{"id":"tea"}\n');
      setTimeout(() => response.end('{"id":"rice"}\n'), 600);
    };
    const { http } = await shopOf([slowly], { tryMs: 300, maxTries: 1 });
    const { data } = await http.GET('/v1/admin/products/export', { parseAs: 'text' });
    expect(data).toBe('{"id":"tea"}\n{"id":"rice"}\n');
  });

  test('never sooner than the shop asks for', async () => {
    const shop = await shopOf([refuse(429, 'rate-limited', { 'retry-after': '1' }), answer(200)]);
    await shop.product('tea');
    const [first, second] = server.asked.map(({ at }) => at) as [number, number];
    expect(second - first).toBeGreaterThan(999);
  });

  test('not at all if the shop asks for more than there is', async () => {
    const shop = await shopOf([refuse(429, 'rate-limited', { 'retry-after': '3600' })]);
    await expect(shop.product('tea')).rejects.toMatchObject({ status: 429 });
    expect(server.asked).toHaveLength(1);
  });
});

test.each([
  [null, 0],
  ['0', 0],
  ['7', 7_000],
  ['Sun, 22 Nov 2026 10:00:09 GMT', 9_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['soon', 0],
])('Retry-After: %s', async (header, ms) => {
  server = await serverOf(hang);
  expect(retryAfterMs(header, Date.parse('2026-11-22T10:00:00Z'))).toBe(ms);
});
