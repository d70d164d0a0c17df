import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartItemView } from '../../shared/contracts/cart.ts';
import { ordersOf } from './books.ts';
import {
  adjustStock,
  asCustomer,
  type Buyer,
  cartOf,
  eventually,
  newCart,
  newProduct,
  orderWhen,
  placeOrder,
  putProduct,
  stockOf,
} from './client.ts';
import { closeShop, type Shop, sharedShop, wiring } from './shop.ts';

/* What each wiring promises, and no other. What they are like while a service is away: outages.test.ts. */

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const respondAsync = { prefer: 'respond-async' };

let scenes = 0;

/** A customer with two of five units in the cart. */
async function scene(): Promise<{ product: string; customerId: string; buyer: Buyer }> {
  scenes += 1;
  const customerId = `patient-${scenes}-${Date.now()}`;
  const product = await newProduct(shop, 5);
  return { product, customerId, buyer: await newCart(shop, { [product]: 2 }, await asCustomer(customerId)) };
}

function decided(orderId: string, { as }: Buyer) {
  return orderWhen(shop, orderId, as, ({ status }) => status !== 'placing');
}

const accepted = { status: 202, applied: 'respond-async', order: 'placing' };
const waited = { status: 201, applied: null, order: 'confirmed' };

describe.concurrent('a checkout whose client would rather not wait', () => {
  test('is accepted at once and decided behind the answer; in direct there is no queue for it', async () => {
    const { product, buyer } = await scene();
    const { status, headers, body } = await placeOrder(shop, buyer, 'tok_ok', respondAsync);
    const answered = { status, applied: headers.get('preference-applied'), order: body.status };
    expect(answered).toEqual({ hybrid: accepted, events: accepted, direct: waited }[wiring]);
    expect(headers.get('location')).toBe(`/v1/orders/${body.id}`);
    expect((await decided(body.id, buyer)).body).toMatchObject({
      status: 'confirmed',
      items: [{ productId: product, quantity: 2 }],
      payment: { status: 'captured' },
    });
    expect(await stockOf(shop, product)).toEqual({ onHand: 3, held: 0, available: 3, sold: 2 });
  });

  test('and one whose client says nothing is answered as the shop is wired', async () => {
    const { buyer } = await scene();
    const { status, headers, body } = await placeOrder(shop, buyer);
    const answered = { status, applied: headers.get('preference-applied'), order: body.status };
    const unasked = { ...accepted, applied: null };
    expect(answered).toEqual({ hybrid: waited, events: unasked, direct: waited }[wiring]);
    await decided(body.id, buyer);
  });

  test('that is declined tells why, as the problem would have', async () => {
    const { product, customerId, buyer } = await scene();
    const { status } = await placeOrder(shop, buyer, 'tok_declined', respondAsync);
    expect(status).toBe({ hybrid: 202, events: 202, direct: 402 }[wiring]);
    const [order] = await ordersOf(shop, customerId, 1);
    expect(order).toMatchObject({
      status: 'failed',
      failure: { code: 'payment-declined', detail: expect.any(String), reason: 'card declined' },
    });
    expect((await cartOf(shop, buyer)).status).toBe('open');
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: 0 });
  });

  test('that finds too little tells of what, and how much there is', async () => {
    const { product, customerId, buyer } = await scene();
    await adjustStock(shop, product, -4);
    const { status } = await placeOrder(shop, buyer, 'tok_ok', respondAsync);
    expect(status).toBe({ hybrid: 202, events: 202, direct: 409 }[wiring]);
    const [order] = await ordersOf(shop, customerId, 1);
    const items = [{ productId: product, requested: 2, available: 1 }];
    expect(order?.failure).toMatchObject({ code: 'insufficient-stock', items });
  });

  test('that is sent again with its key gets the first answer, while it is decided and afterwards', async () => {
    const { customerId, buyer } = await scene();
    const send = () => placeOrder(shop, buyer, 'tok_slow', { ...respondAsync, 'idempotency-key': 'once' });
    const first = await send();
    const again = await send();
    await decided(first.body.id, buyer);
    for (const repeated of [again, await send()]) {
      expect(repeated).toMatchObject({ status: first.status, body: first.body });
      expect(repeated.headers.get('idempotent-replayed')).toBe('true');
      for (const name of ['preference-applied', 'location', 'etag']) {
        expect([name, repeated.headers.get(name)]).toEqual([name, first.headers.get(name)]);
      }
    }
    expect(await ordersOf(shop, customerId, 1)).toHaveLength(1);
  });
});

describe.concurrent('a cart whose product changes', () => {
  /** In direct a cart looks at its products as it is read; in the others it is told. */
  async function expectShown(buyer: Buyer, isShown: (item: CartItemView) => boolean): Promise<void> {
    const look = async () => (await cartOf(shop, buyer)).items.find(isShown);
    expect(await (wiring === 'direct' ? look() : eventually(look))).toBeDefined();
  }

  test('shows the new price, and that there is too little: at once in direct, as the news come in the others', async () => {
    const { product, buyer } = await scene();
    await putProduct(shop, product, { name: 'Dearer', price: { amount: 650, currency: 'EUR' } });
    await expectShown(buyer, ({ priceChange }) => priceChange?.to.amount === 650);
    await adjustStock(shop, product, -4);
    await expectShown(buyer, ({ availability }) => availability.status === 'insufficient');
  });
});
