import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { localConfigs } from '../../scripts/configs.ts';
import type { Faults, Wire, WireEntry } from '../../shared/contracts/faults.ts';
import { noFaults } from '../../shared/contracts/no-faults.ts';
import {
  asAdmin,
  type Buyer,
  call,
  cartOf,
  eventually,
  newCart,
  newProduct,
  orderWhen,
  placeOrder,
  stockOf,
} from './client.ts';
import { openShop, type Shop, wiring } from './shop.ts';

/* What goes wrong on a laptop when it is told to, and that it comes right by itself afterwards: docs/faults.md. */

let shop: Shop;
beforeAll(async () => {
  const opened = await openShop({}, localConfigs());
  // Faults are no part of the API: /openapi.json does not know them, so their answers are not held against it.
  shop = { ...opened, fetch: (path, init) => fetch(new URL(path, opened.url), init) };
});
afterEach(() => make({}));
afterAll(() => shop.close());

const respondAsync = { prefer: 'respond-async' };
const isDecided = ({ status }: { status: string }) => status !== 'placing';

async function make(faults: Partial<Faults>): Promise<void> {
  const body = { ...noFaults, ...faults };
  const { status, body: now } = await call(shop, 'PUT', '/v1/admin/faults', { headers: asAdmin, body });
  expect([status, now]).toEqual([200, body]);
}

function stopped(...names: (keyof Faults['services'])[]): Partial<Faults> {
  const services = Object.fromEntries(names.map((name) => [name, { stopped: true }]));
  return { services: { ...noFaults.services, ...services } };
}

async function wire(query: string): Promise<Wire> {
  return (await call<Wire>(shop, 'GET', `/v1/admin/wire${query}`, { headers: asAdmin })).body;
}

/** A unit of five in a cart. */
async function scene(): Promise<{ product: string; buyer: Buyer }> {
  const product = await newProduct(shop, 5);
  return { product, buyer: await newCart(shop, { [product]: 1 }) };
}

/** Stock, order, payment and cart agree that one unit is sold, or none. */
async function expectWhole(product: string, buyer: Buyer, orderId: string): Promise<void> {
  const { body: order } = await orderWhen(shop, orderId, buyer.as, isDecided);
  const isSold = order.status === 'confirmed';
  expect(order.payment?.status === 'captured').toBe(isSold);
  await eventually(async () => ((await stockOf(shop, product)).held === 0 ? true : undefined), 30_000);
  expect(await stockOf(shop, product)).toMatchObject({ onHand: isSold ? 4 : 5, held: 0 });
  const expected = isSold ? 'converted' : 'open';
  await eventually(async () => ((await cartOf(shop, buyer)).status === expected ? true : undefined), 30_000);
}

describe('a service that is stopped', () => {
  test('is away for buyers, says so, and is there again at once', async () => {
    const { buyer } = await scene();
    await make(stopped('cart'));
    const away = await call(shop, 'GET', `/v1/carts/${buyer.cartId}`, { headers: buyer.as });
    expect([away.status, away.body.code]).toEqual([503, 'service-unavailable']);
    const health = await call<{ services: object }>(shop, 'GET', '/healthz');
    expect(health.body.services).toMatchObject({ product: 'ok', cart: 'down', order: 'ok' });
    await make({});
    expect((await cartOf(shop, buyer)).id).toBe(buyer.cartId);
  });

  test('leaves a checkout open, which is decided when it is back', async () => {
    const { product, buyer } = await scene();
    await make(stopped('product'));
    const placed = await placeOrder(shop, buyer);
    expect([placed.status, placed.body.status]).toEqual([202, 'placing']);
    await make({});
    await expectWhole(product, buyer, placed.body.id);
  });

  test.skipIf(wiring === 'direct')('has its messages wait, and then takes them in', async () => {
    const { product, buyer } = await scene();
    const stoppedAt = Date.now();
    await make(stopped('product'));
    const { body } = await placeOrder(shop, buyer, 'tok_ok', respondAsync);
    const askedOfProduct = async (of: string) =>
      (await wire(`?since=${stoppedAt}`)).entries.find(
        ({ name, outcome }) => name === 'reserveStock' && outcome === of,
      );
    await eventually(() => askedOfProduct('sent'));
    const backAt = Date.now();
    await make({});
    await expectWhole(product, buyer, body.id);
    expect((await askedOfProduct('taken'))?.at).toBeGreaterThanOrEqual(backAt);
    expect((await orderWhen(shop, body.id, buyer.as, isDecided)).body.status).toBe('confirmed');
  });
});

describe('the sandbox bank', () => {
  test('that is broken leaves nobody charged, and is asked again', async () => {
    const { product, buyer } = await scene();
    await make({ payments: { delayMs: 0, broken: true } });
    const placed = await placeOrder(shop, buyer);
    expect(placed.body.status).not.toBe('confirmed');
    await make({});
    const { id, orderId } = placed.body as { id?: string; orderId?: string };
    await expectWhole(product, buyer, (id ?? orderId) as string);
  });

  test('that is slow keeps a buyer waiting for as long', async () => {
    const { product, buyer } = await scene();
    await make({ payments: { delayMs: 300, broken: false } });
    const startedAt = Date.now();
    const { body } = await placeOrder(shop, buyer);
    await expectWhole(product, buyer, body.id);
    // It is asked twice: to authorize, and to capture.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(600);
  });
});

describe('queues', () => {
  test.skipIf(wiring === 'direct')('that lose everything strand no order', async () => {
    const { product, buyer } = await scene();
    await make({ queues: { lose: 1, repeat: 0 } });
    const { body } = await placeOrder(shop, buyer, 'tok_ok', respondAsync);
    await eventually(async () => (await wire('')).entries.find(({ outcome }) => outcome === 'lost'));
    await make({});
    await expectWhole(product, buyer, body.id);
  });

  test('that repeat everything have no effect twice', async () => {
    const { product, buyer } = await scene();
    await make({ queues: { lose: 0, repeat: 1 } });
    const { body } = await placeOrder(shop, buyer, 'tok_ok', respondAsync);
    await expectWhole(product, buyer, body.id);
    const mails = await eventually(async () => {
      const path = `/v1/admin/notifications?orderId=${body.id}`;
      const { items } = (await call<{ items: object[] }>(shop, 'GET', path, { headers: asAdmin })).body;
      return items.length > 0 ? items : undefined;
    });
    expect(mails).toHaveLength(1);
    const { entries } = await wire('');
    const repeated = entries.filter(({ outcome }) => outcome === 'repeated').map(({ name }) => name);
    expect(repeated).toEqual(
      expect.arrayContaining(wiring === 'direct' ? [] : ['reserveStock', 'OrderCreated']),
    );
  });
});

describe('what the services say to each other', () => {
  /** A checkout as a part of this trace. */
  async function traced(headers: Record<string, string>): Promise<{ wired: string; said: string[] }> {
    const { buyer } = await scene();
    const traceId = crypto.randomUUID().replaceAll('-', '');
    const traceparent = `00-${traceId}-${'1'.repeat(16)}-01`;
    const { body } = await placeOrder(shop, buyer, 'tok_ok', { ...headers, traceparent });
    await orderWhen(shop, body.id, buyer.as, isDecided);
    const { entries, wiring: wired } = await eventually(async () => {
      const heard = await wire(`?trace=${traceId}`);
      return heard.entries.some(({ name }) => name === 'capture') ? heard : undefined;
    });
    const line = ({ from, to, kind, name }: WireEntry) => `${from} > ${to} ${kind} ${name}`;
    return { wired, said: entries.map(line) };
  }

  test.skipIf(wiring === 'events')('is noted call by call', async () => {
    const { said, wired } = await traced({});
    expect(wired).toBe(wiring);
    expect(said.filter((line) => line.includes(' call '))).toEqual(
      expect.arrayContaining([
        'gateway > order call POST /v1/orders',
        'order > cart call beginCheckout',
        'order > product call reserve',
        'order > bank call authorize',
        'order > product call commit',
        'order > bank call capture',
      ]),
    );
    expect(said[0]).toBe('gateway > order call POST /v1/orders');
  });

  test.skipIf(wiring === 'direct')('and message by message', async () => {
    const { said } = await traced(respondAsync);
    const steps = said.filter((line) => /message|reply/.test(line));
    expect(steps.slice(0, 4)).toEqual([
      'order > queues message validateCart',
      'queues > cart message validateCart',
      'cart > queues reply reply',
      'queues > order reply reply',
    ]);
    expect(said).toContain('queues > product message reserveStock');
    expect(said).toContain('order > bank call authorize');
  });
});

describe('who may make faults', () => {
  test('is an administrator who may do everything', async () => {
    expect((await call(shop, 'GET', '/v1/admin/faults')).status).toBe(401);
    const wrong = await call(shop, 'PUT', '/v1/admin/faults', { headers: asAdmin, body: { services: {} } });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'validation-failed']);
  });
});
