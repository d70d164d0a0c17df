import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VerificationView } from '../../shared/contracts/audit.ts';
import type { StockView } from '../../shared/contracts/product.ts';
import { bankTotals, ownCurrency } from './books.ts';
import {
  adjustStock,
  asAdmin,
  call,
  cancelOrder,
  checkOut,
  newCart,
  newProduct,
  putProduct,
  type Said,
  stockOf,
  tally,
  times,
  together,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

function split(productId: string, count: unknown, headers: Record<string, string> = {}) {
  return call<StockView & Said>(shop, 'POST', `/v1/products/${productId}/stock/shards`, {
    headers: { ...asAdmin, ...headers },
    body: { count },
  });
}

/** A change of the number of shards is done within milliseconds, and is awaited for seconds. */
async function splitAndWait(productId: string, count: number): Promise<void> {
  await split(productId, count);
  await expect.poll(async () => (await stockOf(shop, productId)).shards?.changingTo).toBeNull();
}

function sums(stock: StockView): { units: number; received: number } {
  const { own, each, received } = stock.shards as NonNullable<StockView['shards']>;
  const parts = [{ ...own, inTransit: 0 }, ...each];
  const units = parts.reduce((sum, part) => sum + part.available + part.inTransit + part.held + part.sold, 0);
  return { units, received };
}

async function verified(actor: string): Promise<VerificationView & Said> {
  const path = `/v1/admin/audit/product/${actor}/verify`;
  return (await call<VerificationView & Said>(shop, 'POST', path, { headers: asAdmin })).body;
}

describe('a product over eight shards', () => {
  test('sells 100 units to 300 buyers at once: each unit once, and every sum is right', async () => {
    const currency = await ownCurrency(shop);
    const product = await newProduct(shop, 100, 700, currency);
    expect((await split(product, 8)).body.shards).toMatchObject({
      count: 8,
      changingTo: null,
      received: 100,
    });
    const buyers = await together(times(300), () => newCart(shop, { [product]: 1 }, undefined, currency));
    const answers = await together(buyers, (buyer) => checkOut(shop, buyer));
    expect(tally(answers.map(({ status, body }) => `${status} ${body.code ?? body.status}`))).toEqual({
      '201 confirmed': 100,
      '409 insufficient-stock': 200,
    });
    const stock = await stockOf(shop, product);
    expect(stock).toMatchObject({ onHand: 0, held: 0, available: 0, sold: 100 });
    expect(sums(stock)).toEqual({ units: 100, received: 100 });
    expect(stock.shards?.each.filter(({ sold }) => sold > 0).length).toBeGreaterThan(4);
    expect(await bankTotals(shop, currency)).toMatchObject({ payments: 100, capturedMinor: 100 * 700 });
    for (const actor of [product, `${product}~0`, `${product}~7`]) {
      expect(await verified(actor)).toMatchObject({ status: 'finished', equal: true });
    }
    const log = await call(shop, 'GET', `/v1/admin/audit/product/${product}~0`, { headers: asAdmin });
    expect((log.body.items as { type: string }[]).map(({ type }) => type)).toContain('StockReserved');
  });

  test('is sold by its new price at once, and not at all once it is archived', async () => {
    const product = await newProduct(shop, 30, 500);
    await split(product, 8);
    const buyers = await together(times(12), () => newCart(shop, { [product]: 1 }));
    await together(buyers.slice(0, 4), (buyer) => checkOut(shop, buyer));
    await putProduct(shop, product, { name: 'Dearer', price: { amount: 900, currency: 'EUR' } });
    const dearer = await together(buyers.slice(4, 8), (buyer) => checkOut(shop, buyer));
    expect(tally(dearer.map(({ status, body }) => `${status} ${body.code ?? ''}`))).toEqual({
      '409 price-changed': 4,
    });
    await call(shop, 'DELETE', `/v1/products/${product}`, { headers: asAdmin });
    const archived = await together(buyers.slice(8), (buyer) => checkOut(shop, buyer));
    expect(tally(archived.map(({ body }) => `${body.code}`))).toEqual({ 'insufficient-stock': 4 });
    expect(await stockOf(shop, product)).toMatchObject({ onHand: 26, held: 0, sold: 4 });
  });

  test('gives back what a buyer lets go, lets no held unit go out, and all others', async () => {
    const product = await newProduct(shop, 5);
    await split(product, 8);
    const buyer = await newCart(shop, { [product]: 2 });
    const { body: order } = await checkOut(shop, buyer, 'tok_authenticate');
    expect(await stockOf(shop, product)).toMatchObject({ onHand: 5, held: 2, available: 3 });
    const refused = await call(shop, 'POST', `/v1/products/${product}/stock`, {
      headers: asAdmin,
      body: { delta: -4 },
    });
    expect(refused.body).toMatchObject({ code: 'stock-held', onHand: 5, held: 2 });
    expect(await adjustStock(shop, product, -3)).toMatchObject({ onHand: 2, held: 2, available: 0 });
    await cancelOrder(shop, order.id, buyer.as);
    expect(await adjustStock(shop, product, -2)).toMatchObject({ onHand: 0, held: 0 });
  });

  test('is put together again, and split anew, while what was bought before can come back', async () => {
    const product = await newProduct(shop, 6);
    await split(product, 3);
    const buyers = await together(times(4), () => newCart(shop, { [product]: 1 }));
    const first = await checkOut(shop, buyers[0] as (typeof buyers)[number]);
    await splitAndWait(product, 1);
    const second = await checkOut(shop, buyers[1] as (typeof buyers)[number]);
    await splitAndWait(product, 8);
    const third = await checkOut(shop, buyers[2] as (typeof buyers)[number]);
    expect([first, second, third].map(({ status }) => status)).toEqual([201, 201, 201]);
    for (const [index, { body }] of [first, second, third].entries()) {
      await cancelOrder(shop, body.id, (buyers[index] as (typeof buyers)[number]).as);
    }
    await expect.poll(async () => (await stockOf(shop, product)).sold).toBe(0);
    const stock = await stockOf(shop, product);
    expect(stock).toMatchObject({ onHand: 6, available: 6, held: 0 });
    expect(sums(stock)).toEqual({ units: 6, received: 6 });
  });
});

describe('to split a product', () => {
  test('is the same when it is asked for twice, and takes a number from 1 to 64', async () => {
    const product = await newProduct(shop, 5);
    const key = { 'idempotency-key': 'split' };
    const [first, again] = [await split(product, 4, key), await split(product, 4, key)];
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await split(product, 4)).body.shards?.count).toBe(4);
    for (const count of [0, 65, 1.5, '4']) expect((await split(product, count)).status).toBe(400);
    expect((await split('never-heard-of', 4)).status).toBe(404);
    expect((await stockOf(shop, product)).shards?.count).toBe(4);
  });

  test('leaves export and import as they were', async () => {
    const product = await newProduct(shop, 20);
    await split(product, 8);
    await checkOut(shop, await newCart(shop, { [product]: 3 }));
    const importAs = async (stock: number) => {
      const line = { id: product, name: 'Imported', price: { amount: 500, currency: 'EUR' }, stock };
      const answer = await shop.fetch('/v1/admin/products/import', {
        method: 'POST',
        headers: { ...asAdmin, 'content-type': 'application/x-ndjson' },
        body: JSON.stringify(line),
      });
      return (JSON.parse(await answer.text()) as { status: string }).status;
    };
    expect(await importAs(12)).toBe('updated');
    expect(await importAs(12)).toBe('unchanged');
    const stock = await stockOf(shop, product);
    expect(stock).toMatchObject({ onHand: 12, available: 12, sold: 3 });
    expect(sums(stock)).toEqual({ units: 15, received: 15 });
  });
});
