import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditPageView, VerificationView } from '../../shared/contracts/audit.ts';
import { randomId } from '../../shared/ids.ts';
import {
  adjustStock,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  checkOut,
  newCart,
  newProduct,
  type Said,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
let productId: string;
let buyer: Buyer;
let orderId: string;
beforeAll(async () => {
  shop = await sharedShop();
  productId = await newProduct(shop, 10);
  await adjustStock(shop, productId, 5);
  buyer = await newCart(shop, { [productId]: 2 });
  orderId = (await checkOut(shop, buyer)).body.id;
});
afterAll(() => closeShop(shop));

type Page = AuditPageView & Said;

function audit(path: string, headers: Record<string, string> = asAdmin) {
  return call<Page>(shop, 'GET', `/v1/admin/audit/${path}`, { headers });
}

function verify(path: string) {
  return call<VerificationView & Said>(shop, 'POST', `/v1/admin/audit/${path}/verify`, { headers: asAdmin });
}

describe('each kind of actor', () => {
  const kinds = [
    ['product', () => productId, ['ProductListed', 'StockAdjusted', 'StockAdjusted']],
    ['cart', () => buyer.cartId, ['CartCreated', 'ItemAdded', 'CheckoutStarted']],
    ['order', () => orderId, ['CheckoutPlaced', 'CartValidated', 'StockReserved']],
  ] as const;

  test.each(kinds)('shows what happened to it: %s', async (kind, id, types) => {
    const first = await audit(`${kind}/${id()}?limit=3`);
    expect(first.status).toBe(200);
    expect(first.body.items.map(({ type }) => type)).toEqual(types);
    expect(first.body.items[0]).toMatchObject({
      seq: 1,
      version: expect.any(Number),
      requestId: expect.stringMatching(/./),
    });
    expect(first.body.next).toBe(3);
    const second = await audit(`${kind}/${id()}?after=${first.body.next}&limit=100`);
    expect(second.body.items[0]?.seq).toBe(4);
    expect(second.body.next).toBeNull();
  });

  test.each(kinds)('verifies as equal: %s', async (kind, id) => {
    expect(await audit(`${kind}/${id()}/verify`)).toMatchObject({ status: 404 });
    const verified = await verify(`${kind}/${id()}`);
    expect(verified).toMatchObject({ status: 200, body: { equal: true, differences: [], more: 0 } });
    expect((await audit(`${kind}/${id()}/verify`)).body).toEqual(verified.body);
  });

  test.each([
    ['product', 'no-such-product', 'product-not-found'],
    ['product', 'NO PRODUCT', 'product-not-found'],
    ['cart', randomId('crt'), 'cart-not-found'],
    ['order', randomId('ord'), 'order-not-found'],
  ])('is not made by being asked for: %s %s', async (kind, id, code) => {
    const path = `${kind}/${encodeURIComponent(id)}`;
    for (const reply of [await audit(path), await audit(`${path}?at=1`), await verify(path)]) {
      expect(reply).toMatchObject({ status: 404, body: { code } });
    }
  });
});

describe('time travel', () => {
  test('shows the state after an event, and the events up to then', async () => {
    const { body } = await audit(`product/${productId}?at=2`);
    expect(body.items).toHaveLength(2);
    expect(body.state).toMatchObject({ status: 'active', stock: { onHand: 10, held: 0, sold: 0 } });
  });

  test('shows the state at a time', async () => {
    const { items } = (await audit(`order/${orderId}?limit=100`)).body;
    const reserved = items.find(({ type }) => type === 'StockReserved');
    const { body } = await audit(`order/${orderId}?at=${reserved?.at}&limit=100`);
    expect(body.state).toMatchObject({ status: 'placing', stock: { status: 'held' } });
  });

  test.each([
    ['at=0', /before the first event, which was at \d/],
    ['at=2000-01-01', /before the first event/],
    ['at=9999', /in the future: the last event is \d+/],
    ['at=2999-01-01', /in the future/],
    ['at=yesterday', /a sequence number or an RFC 3339 time/],
    ['at=2026-02-30', /a sequence number or an RFC 3339 time/],
    ['at=-1', /a sequence number or an RFC 3339 time/],
    ['after=-1', /a sequence number/],
    ['after=1e3', /a sequence number/],
    ['limit=101', /1 to 100/],
    ['cursor=x', /is not a parameter/],
  ])('refuses %s', async (query, detail) => {
    expect(await audit(`product/${productId}?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', detail: expect.stringMatching(detail) },
    });
  });
});

test('is for administrators', async () => {
  expect(await audit(`product/${productId}`, await asCustomer('nosy'))).toMatchObject({ status: 403 });
  expect(await call(shop, 'GET', `/v1/admin/audit/product/${productId}`)).toMatchObject({ status: 401 });
});

test('knows these kinds and no other', async () => {
  expect(await audit('webhook/x')).toMatchObject({ status: 404, body: { code: 'route-not-found' } });
});

test("never shows a guest's secret, nor its whole hash", async () => {
  const pages = [await audit(`cart/${buyer.cartId}?at=2`), await audit(`order/${orderId}?at=2`)];
  const text = JSON.stringify(pages.map(({ body }) => body));
  expect(text).toMatch(/"tokenHash":"[0-9a-f]{16}…"/);
  expect(text).not.toMatch(/[0-9a-f]{64}/);
  expect(text).not.toContain(buyer.as['cart-token']);
  expect(text).not.toContain('tok_ok');
});
