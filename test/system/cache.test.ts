import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../../shared/contracts/product.ts';
import { freshMs } from '../../workers/gateway/cache/freshness.ts';
import {
  asAdmin,
  asCustomer,
  call,
  cancelOrder,
  checkOut,
  eventually,
  newCart,
  newProduct,
  putProduct,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const read = (path: string, headers: Record<string, string> = {}) =>
  call<ProductView>(shop, 'GET', path, { headers });
const howCached = (said: { headers: Headers }) => said.headers.get('cache-status');
const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

describe('what the catalog says to everybody', () => {
  test('is asked of its service once, then kept, with its ETag', async () => {
    const path = `/v1/products/${await newProduct(shop, 5)}`;
    const [first, second] = [await read(path), await read(path)];
    expect([howCached(first), howCached(second)]).toEqual([
      'konbini; fwd=uri-miss; stored',
      'konbini; hit; ttl=0',
    ]);
    expect(second.body).toEqual(first.body);
    const etag = second.headers.get('etag') as string;
    expect(etag).toBe(first.headers.get('etag'));
    expect((await read(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await read(path, { 'if-none-match': '"0"' })).status).toBe(200);
  });

  test('has one name, however its query is spelled', async () => {
    const word = `word${Date.now()}`;
    await read(`/v1/products?q=${word}&limit=5`);
    expect(howCached(await read(`/v1/products?limit=5&q=${word}`))).toContain('hit');
    expect(howCached(await read(`/v1/products?limit=6&q=${word}`))).toContain('miss');
  });

  test('is shown once more when it is old, and anew to the next reader', async () => {
    const product = await newProduct(shop, 5);
    const path = `/v1/products/${product}`;
    await read(path);
    // By a way that this place does not take for a change of the product.
    const line = { id: product, name: 'Renamed', price: { amount: 1, currency: 'EUR' }, stock: 5 };
    const headers = { ...asAdmin, 'content-type': 'application/x-ndjson' };
    await shop.fetch('/v1/admin/products/import', { method: 'POST', headers, body: JSON.stringify(line) });
    await pause(freshMs);
    expect((await read(path)).body.name).not.toBe('Renamed');
    await eventually(async () => (await read(path)).body.name === 'Renamed' || undefined, 2_000);
  });
});

describe('is forgotten at once when it changes here:', () => {
  const shown = async (product: string) => (await read(`/v1/products/${product}`)).body;

  test('a price', async () => {
    const product = await newProduct(shop, 5);
    await shown(product);
    await putProduct(shop, product, { name: 'Tea', price: { amount: 777, currency: 'EUR' } });
    expect(await shown(product)).toMatchObject({ price: { amount: 777 } });
  });

  test('stock that is booked, bought and given back', async () => {
    const product = await newProduct(shop, 5);
    await shown(product);
    await call(shop, 'POST', `/v1/products/${product}/stock`, { headers: asAdmin, body: { delta: 5 } });
    expect(await shown(product)).toMatchObject({ available: 10 });
    const buyer = await newCart(shop, { [product]: 2 });
    const { body: order } = await checkOut(shop, buyer);
    expect(await shown(product)).toMatchObject({ available: 8 });
    await cancelOrder(shop, order.id, buyer.as);
    expect(await shown(product)).toMatchObject({ available: 10 });
  });

  test('a product that is archived', async () => {
    const product = await newProduct(shop, 5);
    await shown(product);
    await call(shop, 'DELETE', `/v1/products/${product}`, { headers: asAdmin });
    expect(await shown(product)).toMatchObject({ status: 'archived' });
  });
});

describe('is never kept:', () => {
  test('what only some may see', async () => {
    const archived = '/v1/products?status=archived';
    expect((await read(archived, asAdmin)).status).toBe(200);
    expect(howCached(await read(archived, asAdmin))).toBeNull();
    expect((await read(archived)).status).toBe(403);
  });

  test('what is somebody’s, or a problem', async () => {
    const buyer = await newCart(shop);
    const answers = [
      await read(`/v1/carts/${buyer.cartId}`, buyer.as),
      await read('/v1/orders', await asCustomer('cached')),
      await read('/v1/products/nowhere'),
      await read('/v1/products?limit=0'),
      await read('/v1/products?limit=1&limit=2'),
    ];
    expect(answers.map(howCached)).toEqual([null, null, null, null, null]);
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(Array(5).fill('no-store'));
  });

  test('what somebody made up in another header', async () => {
    const path = `/v1/products/${await newProduct(shop, 5)}`;
    const poison = {
      'x-forwarded-host': 'evil.example',
      'x-original-url': '/v1/orders',
      'x-http-method-override': 'PUT',
    };
    const poisoned = await read(path, poison);
    expect(JSON.stringify([(await read(path)).body, ...poisoned.headers])).not.toContain('evil.example');
    expect((await read(path)).body).toEqual(poisoned.body);
  });
});
