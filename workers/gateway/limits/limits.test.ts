import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { problemOf, problemResponse } from '../../../shared/http/problem.ts';
import type { Env } from '../env.ts';
import { fakeServices } from '../fake-services.ts';
import gateway from '../worker.ts';

/** Each test in a minute of its own: what an earlier one has counted is over. */
let minute = 30_000_000;
beforeEach(() => {
  minute += 10;
  vi.useFakeTimers({ now: minute * 60_000, toFake: ['Date'] });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Headers = Record<string, string>;

/** A shop with these settings, asked by one address unless the headers name another. */
function shopWith(settings: Partial<Env>, answering?: () => Response) {
  const { env, seen } = fakeServices({ ADMIN_TOKEN: 'open-sesame', ...settings }, answering);
  const ask = (method: string, path: string, headers: Headers = {}) => {
    const own = { 'cf-connecting-ip': '192.0.2.7', ...headers };
    return gateway.fetch(new Request(`https://shop.example${path}`, { method, headers: own }), env);
  };
  const statuses = async (times: number, ...asked: Parameters<typeof ask>) => {
    const all: number[] = [];
    for (let nth = 0; nth < times; nth++) all.push((await ask(...asked)).status);
    return all;
  };
  return { ask, statuses, seen };
}

describe('requests', () => {
  test('beyond the limit are 429, reach no service, and are served again when the minute is over', async () => {
    const { ask, statuses, seen } = shopWith({ REQUESTS_PER_MINUTE: 3 });
    expect(await statuses(4, 'GET', '/v1/products')).toEqual([200, 200, 200, 429]);
    expect(seen).toHaveLength(3);
    vi.setSystemTime(Date.now() + 45_000);
    const refused = await ask('GET', '/v1/products');
    expect(refused.headers.get('retry-after')).toBe('15');
    expect(await refused.json()).toMatchObject({ status: 429, code: 'rate-limited' });
    vi.setSystemTime(Date.now() + 15_000);
    expect((await ask('GET', '/v1/products')).status).toBe(200);
  });

  test('say in RateLimit what is left', async () => {
    const { ask } = shopWith({ REQUESTS_PER_MINUTE: 3 });
    const { headers } = await ask('GET', '/v1/products');
    expect(headers.get('ratelimit-policy')).toBe('"general";q=3;w=60');
    expect(headers.get('ratelimit')).toBe('"general";r=2;t=60');
  });

  test('are counted by address, whatever the client says of it', async () => {
    const { statuses } = shopWith({ REQUESTS_PER_MINUTE: 1 });
    const spoofed = (nth: number) => ({
      'x-forwarded-for': `198.51.100.${nth}`,
      'x-real-ip': `198.51.100.${nth}`,
    });
    expect(await statuses(1, 'GET', '/v1/products', spoofed(1))).toEqual([200]);
    expect(
      await statuses(1, 'GET', '/v1/products', { ...spoofed(2), forwarded: 'for=198.51.100.9' }),
    ).toEqual([429]);
    expect(await statuses(1, 'GET', '/v1/products', { 'cf-connecting-ip': '192.0.2.8' })).toEqual([200]);
  });

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 429],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002::7', 429],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', 200],
    ['::ffff:192.0.2.1', '192.0.2.1', 429],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', 200],
  ])('from %s and %s: the second is a %i', async (first, second, status) => {
    const { statuses } = shopWith({ REQUESTS_PER_MINUTE: 1 });
    await statuses(1, 'GET', '/v1/products', { 'cf-connecting-ip': first });
    expect(await statuses(1, 'GET', '/v1/products', { 'cf-connecting-ip': second })).toEqual([status]);
  });

  test('are counted by caller too, wherever they come from', async () => {
    const { statuses } = shopWith({ REQUESTS_PER_MINUTE: 2 });
    const from = (address: string) => ({ 'cf-connecting-ip': address, authorization: 'Bearer open-sesame' });
    expect(await statuses(2, 'GET', '/v1/orders', from('192.0.2.1'))).toEqual([200, 200]);
    expect(await statuses(1, 'GET', '/v1/orders', from('192.0.2.2'))).toEqual([429]);
  });

  test('of another spelling are the same requests: one that is none of ours is a 404', async () => {
    const { statuses } = shopWith({ CHECKOUTS_PER_MINUTE: 1 });
    const guest = { 'cart-token': 'the-token-of-a-cart' };
    expect(await statuses(2, 'POST', '/v1/orders', guest)).toEqual([200, 429]);
    for (const path of [
      '/V1/orders',
      '/v1/ORDERS',
      '/v1/%6frders',
      '/v1//orders',
      '/v1/orders/',
      '/v1/orders;x',
    ]) {
      expect(await statuses(1, 'POST', path, guest)).toEqual([404]);
    }
  });

  test('for the health of the shop are not counted', async () => {
    const { statuses } = shopWith({ REQUESTS_PER_MINUTE: 1 });
    expect(await statuses(3, 'GET', '/healthz')).toEqual([200, 200, 200]);
  });

  test('are without limit where it is 0', async () => {
    const { ask } = shopWith({ REQUESTS_PER_MINUTE: '0' });
    expect((await ask('GET', '/v1/products')).headers.has('ratelimit')).toBe(false);
  });
});

describe('tighter than the general limit', () => {
  test('are checkouts, by address and by caller', async () => {
    const { statuses } = shopWith({ CHECKOUTS_PER_MINUTE: 1 });
    const guest = (nth: number) => ({ 'cart-token': `the-token-of-cart-${nth}` });
    expect(await statuses(1, 'POST', '/v1/orders', guest(1))).toEqual([200]);
    expect(await statuses(1, 'POST', '/v1/orders', guest(2))).toEqual([429]);
    const elsewhere = { ...guest(1), 'cf-connecting-ip': '192.0.2.9' };
    expect(await statuses(1, 'POST', '/v1/orders', elsewhere)).toEqual([429]);
    expect(await statuses(1, 'GET', '/v1/orders/x', guest(1))).toEqual([200]);
  });

  test('are carts of anonymous callers', async () => {
    const { statuses } = shopWith({ CARTS_PER_MINUTE: 2 });
    expect(await statuses(3, 'POST', '/v1/carts')).toEqual([200, 200, 429]);
    expect(await statuses(1, 'POST', '/v1/carts', { authorization: 'Bearer open-sesame' })).toEqual([200]);
  });
});

describe('whoever tries tokens', () => {
  const guess = (nth: number) => ({ authorization: `Bearer guess-${nth}` });
  const notFound = () => problemResponse(problemOf({ type: 'CartNotFound' }));

  test('is stopped, and does not learn when one would have been right', async () => {
    const { statuses, ask } = shopWith({ WRONG_TOKENS_PER_MINUTE: 20 });
    const all: number[] = [];
    for (let nth = 0; nth < 22; nth++) all.push(...(await statuses(1, 'GET', '/v1/products', guess(nth))));
    expect(all).toEqual([...Array(20).fill(401), 429, 429]);
    const right = { authorization: 'Bearer open-sesame' };
    expect((await ask('GET', '/v1/orders', right)).status).toBe(429);
    expect((await ask('GET', '/v1/orders', { ...right, 'cf-connecting-ip': '192.0.2.8' })).status).toBe(200);
  });

  test('does not stop the others behind the same address', async () => {
    const { statuses } = shopWith({ WRONG_TOKENS_PER_MINUTE: 1 });
    await statuses(3, 'GET', '/v1/products', guess(1));
    expect(await statuses(1, 'GET', '/v1/products')).toEqual([200]);
    expect(await statuses(1, 'GET', '/v1/carts/x', { 'cart-token': 'a-token' })).toEqual([200]);
  });

  test('is stopped with JWTs too, of which a wrong one is wrong', async () => {
    const { statuses } = shopWith({ WRONG_TOKENS_PER_MINUTE: 2 });
    expect(await statuses(3, 'GET', '/v1/orders', { authorization: 'Bearer a.b.c' })).toEqual([
      401, 401, 429,
    ]);
  });

  test('is stopped with Cart-Tokens too, where they do not open the cart', async () => {
    const { statuses } = shopWith({ WRONG_TOKENS_PER_MINUTE: 2 }, notFound);
    expect(await statuses(3, 'GET', '/v1/carts/x', { 'cart-token': 'a-token' })).toEqual([404, 404, 429]);
  });
});

describe('the rate-limit binding', () => {
  test('is not asked while a key is quiet, and then decides for all isolates', async () => {
    const limit = vi.fn(async () => ({ success: false }));
    const { statuses } = shopWith({ REQUESTS_PER_MINUTE: 20, REQUEST_LIMIT: { limit } });
    expect(await statuses(5, 'GET', '/v1/products')).toEqual([200, 200, 429, 429, 429]);
    expect(limit.mock.calls).toEqual([[{ key: '192.0.2.7' }]]);
  });

  test('that is broken closes no shop', async () => {
    const limit = () => Promise.reject(new Error('out of order'));
    const { statuses } = shopWith({ REQUESTS_PER_MINUTE: 2, REQUEST_LIMIT: { limit } });
    expect(await statuses(3, 'GET', '/v1/products')).toEqual([200, 200, 429]);
  });
});
