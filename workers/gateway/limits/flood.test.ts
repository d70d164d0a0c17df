import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Env } from '../env.ts';
import { take } from './limiter.ts';

/** As many as an isolate counts within a minute. */
const counted = 50_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 20_000_000 * 60_000, toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

test('in a flood from more addresses than can be counted, a new caller is the binding to judge', async () => {
  const asked: string[] = [];
  const limit = async ({ key }: { key: string }) => {
    asked.push(key);
    return { success: key !== 'known to flood' };
  };
  const env = { CARTS_PER_MINUTE: 100, CART_LIMIT: { limit } } as unknown as Env;
  for (let nth = 0; nth < counted; nth++) await take('carts', `address ${nth}`, env);
  expect(asked).toEqual([]);
  expect(await take('carts', 'new', env)).toMatchObject({ allowed: true, remaining: 0 });
  expect(await take('carts', 'known to flood', env)).toMatchObject({ allowed: false });
  expect(asked).toEqual(['new', 'known to flood']);
});
