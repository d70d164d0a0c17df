import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, call, newProduct, type Said, times, together } from './client.ts';
import { closeShop, openShop, type Shop } from './shop.ts';

/** What stands in the gateway's config: `[vars]`, and the bindings that count for it. */
const config = readFileSync('wrangler.toml', 'utf8');
const variables = {
  REQUESTS_PER_MINUTE: 'REQUEST_LIMIT',
  CHECKOUTS_PER_MINUTE: 'CHECKOUT_LIMIT',
  CARTS_PER_MINUTE: 'CART_LIMIT',
  WRONG_TOKENS_PER_MINUTE: 'TOKEN_LIMIT',
};
const quotas = Object.fromEntries(
  Object.keys(variables).map((name) => [
    name,
    Number(new RegExp(`^${name} = (\\d+)$`, 'm').exec(config)?.[1]),
  ]),
);

// Its own shop, with limits as they are deployed: the others have none.
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ gateway: quotas });
});
afterAll(() => closeShop(shop));

test.each(Object.entries(variables))('%s is what its binding %s counts to', (variable, binding) => {
  const [, limit] = new RegExp(`name = "${binding}"[^[]*limit = (\\d+), period = 60`).exec(config) ?? [];
  expect(Number(limit)).toBe(quotas[variable]);
});

test('500 buyers may come from one address within a minute, each with twenty requests', () => {
  expect(quotas.REQUESTS_PER_MINUTE).toBeGreaterThanOrEqual(500 * 20);
  expect(quotas.CARTS_PER_MINUTE).toBeGreaterThanOrEqual(500);
  expect(quotas.CHECKOUTS_PER_MINUTE).toBeGreaterThanOrEqual(500);
});

test('many buyers come from one address, and each buys', async () => {
  const product = await newProduct(shop, 40);
  const buy = async () => {
    const { body } = await call<{ cart: { id: string }; token: string }>(shop, 'POST', '/v1/carts', {});
    const headers = { 'cart-token': body.token };
    await call(shop, 'POST', `/v1/carts/${body.cart.id}/items`, {
      headers,
      body: { productId: product, quantity: 1 },
    });
    const order = { cartId: body.cart.id, email: 'hana@example.com', payment: { token: 'tok_ok' } };
    return (await call(shop, 'POST', '/v1/orders', { headers, body: order })).status;
  };
  const statuses: number[] = [];
  for (let round = 0; round < 4; round++) statuses.push(...(await together(times(10), buy)));
  expect(statuses.filter((status) => status !== 201)).toEqual([]);
});

test('who tries tokens is stopped after 20 in a minute, and the others are not', async () => {
  const guess = (nth: number) =>
    call<Said>(shop, 'GET', '/v1/orders', { headers: { authorization: `Bearer guess-${nth}` } });
  const answers: Said[] = [];
  for (let nth = 0; nth < 50; nth++) answers.push((await guess(nth)).body);
  const codes = answers.map(({ code }) => code);
  // A minute that ends meanwhile lets 20 more be tried.
  expect(codes.filter((code) => code === 'invalid-token').length).toBeLessThanOrEqual(40);
  expect(codes).toContain('rate-limited');
  const { status, headers } = await guess(50);
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(headers.get('ratelimit')).toMatch(/"tokens";r=0;t=\d+/);
  expect((await call(shop, 'GET', '/v1/orders', { headers: asAdmin })).status).toBe(429);
  expect((await call(shop, 'GET', '/v1/products')).status).toBe(200);
});
