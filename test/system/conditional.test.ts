import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import {
  addItem,
  adjustStock,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cartOf,
  checkOut,
  newCart,
  newProduct,
  putProduct,
  type Said,
  stockOf,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

type Headers = Record<string, string>;

/** A cart, an order, a product: whatever has a version, and something that moves it. */
async function resources() {
  const product = await newProduct(shop, 10);
  const buyer = await newCart(shop, { [product]: 1 });
  const paying = await newCart(shop, { [product]: 1 });
  const { body: order } = await checkOut(shop, paying, 'tok_authenticate');
  return [
    {
      path: `/v1/products/${product}`,
      headers: {},
      change: () => putProduct(shop, product, { name: 'Other', price: { amount: 1, currency: 'EUR' } }),
    },
    { path: `/v1/products/${product}`, headers: {}, change: () => adjustStock(shop, product, 1) },
    { path: `/v1/carts/${buyer.cartId}`, headers: buyer.as, change: () => addItem(shop, buyer, product, 1) },
    {
      path: `/v1/orders/${order.id}`,
      headers: paying.as,
      change: () => call(shop, 'POST', `/v1/orders/${order.id}/cancel`, { headers: paying.as }),
    },
  ];
}

describe('If-None-Match', () => {
  test('answers 304 without a body as long as nothing has changed', async () => {
    for (const { path, headers, change } of await resources()) {
      const first = await call(shop, 'GET', path, { headers });
      const etag = first.headers.get('etag') as string;
      expect(etag).toMatch(/^(W\/)?"[\w-]+"$/);
      for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const same = await shop.fetch(path, { headers: { ...headers, 'if-none-match': value } });
        expect([path, value, same.status, await same.text()]).toEqual([path, value, 304, '']);
        expect(same.headers.get('etag')).toBe(etag);
      }
      await change();
      const other = await call(shop, 'GET', path, { headers: { ...headers, 'if-none-match': etag } });
      expect(other.status).toBe(200);
      expect(other.headers.get('etag')).not.toBe(etag);
    }
  });

  test('opens nothing that is another’s', async () => {
    const { cartId } = await newCart(shop);
    const { as } = await newCart(shop);
    const refused = await call(shop, 'GET', `/v1/carts/${cartId}`, {
      headers: { ...as, 'if-none-match': '*' },
    });
    expect(refused.status).toBe(404);
  });
});

describe('HEAD', () => {
  test('says what GET says, without the content', async () => {
    const [resource] = await resources();
    const paths = [
      ...(await resources()),
      { path: '/v1/products', headers: {} },
      { path: '/healthz', headers: {} },
    ];
    for (const { path, headers } of paths) {
      const get = await call(shop, 'GET', path, { headers });
      const head = await shop.fetch(path, { method: 'HEAD', headers });
      expect([path, head.status, await head.text()]).toEqual([path, get.status, '']);
      for (const name of ['etag', 'content-type', 'cache-control']) {
        expect([path, name, head.headers.get(name)]).toEqual([path, name, get.headers.get(name)]);
      }
    }
    expect((await shop.fetch('/v1/products/never-heard-of', { method: 'HEAD' })).status).toBe(404);
    const etag = (await call(shop, 'GET', resource?.path ?? '')).headers.get('etag') as string;
    const same = await shop.fetch(resource?.path ?? '', {
      method: 'HEAD',
      headers: { 'if-none-match': etag },
    });
    expect(same.status).toBe(304);
  });

  test('is not a way around access, and not a way to do things', async () => {
    const { cartId } = await newCart(shop);
    expect((await shop.fetch(`/v1/carts/${cartId}`, { method: 'HEAD' })).status).toBe(401);
    const head = await shop.fetch('/v1/carts', { method: 'HEAD' });
    expect(head.status).toBe(405);
    expect(head.headers.get('allow')).toBe('POST');
  });
});

describe('If-Match', () => {
  const write = (method: string, path: string, as: Headers, version: string, body?: unknown) =>
    call<Said & { version?: number }>(shop, method, path, { headers: { ...as, 'if-match': version }, body });

  test('on a cart: a stale one is refused by every write, and changes nothing', async () => {
    const product = await newProduct(shop, 50);
    const buyer = await newCart(shop, { [product]: 1 }, await asCustomer('careful'));
    const guest = await newCart(shop, { [product]: 1 });
    const before = await cartOf(shop, buyer);
    const cart = `/v1/carts/${buyer.cartId}`;
    const writes: [string, string, unknown][] = [
      ['POST', `${cart}/items`, { productId: product, quantity: 1 }],
      ['PATCH', `${cart}/items/${product}`, { quantity: 3 }],
      ['PATCH', `${cart}/items/${product}`, { quantity: 0 }],
      ['DELETE', `${cart}/items/${product}`, undefined],
      ['POST', `${cart}/merge`, { from: guest.cartId, token: guest.as['cart-token'] }],
      ['POST', '/v1/orders', { cartId: buyer.cartId, email: 'a@example.com', payment: { token: 'tok_ok' } }],
    ];
    for (const [method, path, body] of writes) {
      for (const stale of [`"${before.version - 1}"`, `"${before.version + 1}"`, '"0"']) {
        const refused = await write(method, path, buyer.as, stale, body);
        expect([method, path, refused.status, refused.body.code]).toEqual([
          method,
          path,
          412,
          'version-mismatch',
        ]);
        expect(refused.body.version).toBe(before.version);
      }
    }
    expect(await cartOf(shop, buyer)).toEqual(before);
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: 0 });
    for (const [method, path, body] of writes.slice(0, 2)) {
      const { version } = await cartOf(shop, buyer);
      expect((await write(method, path, buyer.as, `"${version}"`, body)).status).toBe(200);
    }
    expect((await write('POST', `${cart}/items`, buyer.as, '*', writes[0]?.[2])).status).toBe(200);
  });

  test('of two who read the same cart, one may write', async () => {
    const product = await newProduct(shop, 50);
    const buyer: Buyer = await newCart(shop, { [product]: 1 });
    const { version } = await cartOf(shop, buyer);
    const answers = await Promise.all(
      [1, 2].map(() => addItem(shop, buyer, product, 1, { 'if-match': `"${version}"` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await cartOf(shop, buyer)).items).toMatchObject([{ quantity: 2 }]);
  });

  test('on a product: details and stock, but a sale does not stand in the way', async () => {
    const product = await newProduct(shop, 50);
    const path = `/v1/products/${product}`;
    const read = await call<{ version: number }>(shop, 'GET', path);
    const etag = read.headers.get('etag') as string;
    await checkOut(shop, await newCart(shop, { [product]: 1 }));
    const body = { name: 'Second', price: { amount: 2, currency: 'EUR' } };
    const second = await write('PUT', path, asAdmin, etag, body);
    expect(second).toMatchObject({ status: 200, body: { version: read.body.version + 1 } });
    for (const [method, at, sent] of [
      ['PUT', path, { ...body, name: 'Third' }],
      ['DELETE', path, undefined],
      ['POST', `${path}/stock`, { delta: 1 }],
    ] as const) {
      const refused = await write(method, at, asAdmin, etag, sent);
      expect([method, refused.status, refused.body.version]).toEqual([method, 412, second.body.version]);
    }
    expect((await call(shop, 'GET', path)).body).toMatchObject({ name: 'Second', status: 'active' });
    expect((await write('DELETE', path, asAdmin, second.headers.get('etag') as string)).status).toBe(204);
  });

  test('on a product that does not exist: none is made', async () => {
    const body = { name: 'New', price: { amount: 2, currency: 'EUR' } };
    const path = `/v1/products/new-${Date.now()}`;
    expect((await write('PUT', path, asAdmin, '"1"', body)).status).toBe(412);
    expect((await call(shop, 'GET', path)).status).toBe(404);
  });

  test('on an order: a stale cancel or approval is refused', async () => {
    const product = await newProduct(shop, 5);
    const buyer = await newCart(shop, { [product]: 1 });
    const { body: order } = await checkOut(shop, buyer, 'tok_authenticate');
    const stale = `"${order.version - 1}"`;
    expect((await write('POST', `/v1/orders/${order.id}/cancel`, buyer.as, stale)).status).toBe(412);
    const path = `/v1/payments/sandbox/${order.id}/authenticate`;
    expect((await write('POST', path, buyer.as, stale, { approve: true })).status).toBe(412);
    const seen = await call(shop, 'GET', `/v1/orders/${order.id}`, { headers: buyer.as });
    expect(seen.body).toMatchObject({ status: 'awaitingPayment', version: order.version });
  });
});

test('nothing that is somebody’s may be kept by a cache', async () => {
  for (const { path, headers } of await resources()) {
    const { headers: said } = await call<CartView>(shop, 'GET', path, { headers });
    // What a product is, is nobody's: it may be kept, and asked for each time whether it still holds.
    const expected = path.startsWith('/v1/products/') ? 'public, no-cache' : 'no-store';
    expect([path, said.get('cache-control')]).toEqual([path, expected]);
  }
});
