import { afterEach, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import type { Shop } from './shop.ts';
import { answer, type Reply, type Server, serverOf } from './test-support/server.ts';

let server: Server;
afterEach(() => server.close());

async function shopOf(...replies: [Reply, ...Reply[]]): Promise<Shop> {
  server = await serverOf(...replies);
  return createClient({ url: server.url });
}

const order = (status: string, more = {}) => answer(200, { id: 'ord_1', status, ...more });
const details = { email: 'hana@example.com', payment: { token: 'tok_ok' } };
const soon = { everyMs: 2, withinMs: 10_000 };

test('a checkout that is not decided at once is asked for until it is', async () => {
  const shop = await shopOf(
    answer(202, { id: 'ord_1', status: 'placing' }),
    order('placing'),
    order('confirmed'),
  );
  expect(await shop.cart('crt_1', 'ctk_1').checkOut(details, soon)).toMatchObject({ status: 'confirmed' });
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v1/orders',
    'GET /v1/orders/ord_1',
    'GET /v1/orders/ord_1',
  ]);
});

test('what fails behind the answer is the problem that a direct answer would have been', async () => {
  const items = [{ productId: 'tea', requested: 3, available: 2 }];
  const failure = { code: 'insufficient-stock', detail: 'tea: 3 wanted, 2 available.', items };
  const shop = await shopOf(answer(202, { id: 'ord_1', status: 'placing' }), order('failed', { failure }));
  await expect(shop.cart('crt_1').checkOut(details, soon)).rejects.toMatchObject({
    name: 'KonbiniProblem',
    code: 'insufficient-stock',
    status: 409,
    facts: { items },
  });
});

test('what the buyer has to do is not waited for by a checkout, and is by whenDecided', async () => {
  const shop = await shopOf(
    answer(202, { id: 'ord_1', status: 'awaitingPayment' }),
    order('awaitingPayment'),
    order('confirmed'),
  );
  expect(await shop.cart('crt_1').checkOut(details, soon)).toMatchObject({ status: 'awaitingPayment' });
  expect(server.asked).toHaveLength(1);
  expect(await shop.order('ord_1').whenDecided(soon)).toMatchObject({ status: 'confirmed' });
});

test('waiting has an end', async () => {
  const shop = await shopOf(order('placing'));
  const open = await shop.order('ord_1').whenDecided({ everyMs: 10, withinMs: 100 });
  expect(open.status).toBe('placing');
});

test('a checkout can be repeated under the key of its caller', async () => {
  const shop = await shopOf(answer(201, { id: 'ord_1', status: 'confirmed' }));
  await shop.cart('crt_1', 'ctk_1').checkOut(details, { idempotencyKey: 'my-order' });
  expect(server.asked[0]?.headers).toMatchObject({ 'idempotency-key': 'my-order', 'cart-token': 'ctk_1' });
  expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ ...details, cartId: 'crt_1' });
});
