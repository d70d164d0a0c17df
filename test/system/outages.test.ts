import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import {
  addItem,
  answerPayment,
  type Buyer,
  call,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  orderWhen,
  placeOrder,
  putProduct,
  type Reply,
  type Said,
  stockOf,
} from './client.ts';
import { wiring } from './shop.ts';
import { ShopApart } from './shop-apart.ts';

/*
 * What a buyer meets while a service is away, by wiring: docs/patterns.md has it as a table. A service is taken away
 * for real, while the others run.
 */

let shop: ShopApart;
beforeAll(async () => {
  shop = await ShopApart.open();
});
afterAll(() => shop.close());

const price = 500;
const unavailable = '503 service-unavailable';

interface Scene {
  product: string;
  /** One unit in the cart. */
  buyer: Buyer;
  /** Nothing in the cart yet. */
  browsing: Buyer;
  /** Has bought a unit. */
  owner: Buyer;
  order: OrderView;
  /** Is asked to approve the payment of a unit. */
  approving: Buyer;
  waiting: OrderView;
}

/** Five units: one is sold, one held. */
async function scene(): Promise<Scene> {
  const product = await newProduct(shop, 5, price);
  const [buyer, owner, approving] = await Promise.all([1, 2, 3].map(() => newCart(shop, { [product]: 1 })));
  const [{ body: order }, { body: waiting }] = await Promise.all([
    checkOut(shop, owner as Buyer),
    checkOut(shop, approving as Buyer, 'tok_authenticate'),
  ]);
  const buyers = { buyer: buyer as Buyer, owner: owner as Buyer, approving: approving as Buyer };
  return { product, ...buyers, browsing: await newCart(shop), order, waiting };
}

/** Status and code, or status and the state of what is answered. */
function said({ status, body }: Reply<Partial<Said & { status: unknown }>>): string {
  return `${status} ${body?.code ?? body?.status ?? ''}`.trim();
}

function approve({ approving, waiting }: Scene) {
  const path = `/v1/payments/sandbox/${waiting.id}/authenticate`;
  return call<OrderView & Said>(shop, 'POST', path, { headers: approving.as, body: { approve: true } });
}

function readCart({ cartId, as }: Buyer) {
  return call<Said & { status: string; items: { availability: { status: string } }[] }>(
    shop,
    'GET',
    `/v1/carts/${cartId}`,
    { headers: as },
  );
}

function readOrder({ owner, order }: Scene) {
  return call<OrderView & Said>(shop, 'GET', `/v1/orders/${order.id}`, { headers: owner.as });
}

/** How the parts are of what the gateway puts together for a buyer. */
async function partsOf({ buyer }: Pick<Scene, 'buyer'>): Promise<Record<string, string | undefined>> {
  const headers = buyer.as;
  type Part = { status: string };
  const page = await call<Record<'catalog' | 'cart', Part>>(
    shop,
    'GET',
    `/v1/storefront?cart=${buyer.cartId}`,
    {
      headers,
    },
  );
  const path = `/v1/carts/${buyer.cartId}?expand=products`;
  const cart = await call<{ expanded?: { products: Part } }>(shop, 'GET', path, { headers });
  const { catalog, cart: shown } = page.body;
  return { catalog: catalog.status, cart: shown.status, products: cart.body?.expanded?.products.status };
}

/** Carts that have become orders. They learn it when an order's relay tries again: one wait in the end serves all. */
const bought: Buyer[] = [];

async function isConverted(buyer: Buyer): Promise<void> {
  await eventually(async () => (await cartOf(shop, buyer)).status === 'converted' || undefined, 60_000);
}

describe('the product service is away', () => {
  let stage: Scene;
  let placed: Awaited<ReturnType<typeof placeOrder>>;
  beforeAll(async () => {
    stage = await scene();
    await call(shop, 'GET', `/v1/products/${stage.product}`);
    await shop.takeAway('product');
  });

  test('adding', async () => {
    const added = await addItem(shop, stage.browsing, stage.product, 1);
    const copied = '200 open';
    expect(said(added)).toBe({ hybrid: copied, events: copied, direct: unavailable }[wiring]);
    const shown = { hybrid: 'unknown', events: 'low', direct: undefined }[wiring];
    expect(added.body.items?.[0]?.availability.status).toBe(shown);
  });

  test('reading carts and orders', async () => {
    const { body } = await readCart(stage.buyer);
    // Where it is told, a cart shows what it has heard last.
    const shown = { hybrid: 'low', events: 'low', direct: 'unknown' }[wiring];
    expect(body.items[0]?.availability.status).toBe(shown);
    expect(said(await readOrder(stage))).toBe('200 confirmed');
  });

  test('what the catalog says is shown as it was said last, and what was not is missing', async () => {
    const shown = await call<Said>(shop, 'GET', `/v1/products/${stage.product}`);
    expect([shown.status, shown.headers.get('cache-status')]).toEqual([200, expect.stringContaining('hit')]);
    expect(said(await call<Said>(shop, 'GET', '/v1/products/never-looked-at'))).toBe(unavailable);
    expect(await partsOf(stage)).toEqual({ catalog: 'unavailable', cart: 'ok', products: 'unavailable' });
  });

  test('a checkout is accepted, and nothing is decided yet', async () => {
    placed = await placeOrder(shop, stage.buyer);
    expect(said(placed)).toBe('202 placing');
    expect(said(await approve(stage))).toBe('200 placing');
  });

  test('and when it is back: where the buyer waited the checkout is undone, by message it goes on', async () => {
    await shop.bringBack('product');
    const { buyer, product, approving, waiting } = stage;
    const { body: order } = await orderWhen(
      shop,
      placed.body.id,
      buyer.as,
      ({ status }) => status !== 'placing',
    );
    const undone = { status: 'failed', failure: { code: 'service-unavailable', service: 'product' } };
    const ends = { hybrid: undone, events: { status: 'confirmed' }, direct: undone };
    expect(order).toMatchObject(ends[wiring]);
    await orderWhen(shop, waiting.id, approving.as, ({ status }) => status === 'confirmed');
    const sold = { hybrid: 2, events: 3, direct: 2 }[wiring];
    expect(await stockOf(shop, product)).toEqual({ onHand: 5 - sold, held: 0, available: 5 - sold, sold });
    if (wiring !== 'events') expect((await checkOut(shop, buyer)).status).toBe(201);
  });
});

describe('the cart service is away', () => {
  let stage: Scene;
  beforeAll(async () => {
    stage = await scene();
    await shop.takeAway('cart');
  });

  test('adding, reading the cart and checking out', async () => {
    const { buyer, browsing, product } = stage;
    expect((await addItem(shop, browsing, product, 1)).status).toBe(503);
    expect((await readCart(buyer)).status).toBe(503);
    const refused = { status: 503, code: 'service-unavailable', service: 'cart' };
    expect((await placeOrder(shop, buyer)).body).toMatchObject(refused);
  });

  test('a page without the cart is a page', async () => {
    expect(await partsOf(stage)).toEqual({ catalog: 'ok', cart: 'unavailable', products: undefined });
  });

  test('orders are read, and those that no cart is needed for go on', async () => {
    expect(said(await readOrder(stage))).toBe('200 confirmed');
    const { approving, waiting } = stage;
    expect(said(await answerPayment(shop, approving, waiting.id, true))).toBe('200 confirmed');
  });

  test('and when it is back: nothing is held, and what was not begun can be begun again', async () => {
    await shop.bringBack('cart');
    const { buyer, approving, product } = stage;
    expect((await cartOf(shop, buyer)).status).toBe('open');
    bought.push(approving);
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: 2 });
    expect((await checkOut(shop, buyer)).status).toBe(201);
  });
});

describe('the order service is away', () => {
  let stage: Scene;
  beforeAll(async () => {
    stage = await scene();
    await shop.takeAway('order');
  });

  test('carts go on', async () => {
    const { buyer, browsing, product } = stage;
    expect(said(await addItem(shop, browsing, product, 1))).toBe('200 open');
    expect(said(await readCart(buyer))).toBe('200 open');
  });

  test('checking out, approving and reading orders', async () => {
    expect((await placeOrder(shop, stage.buyer)).status).toBe(503);
    expect((await approve(stage)).status).toBe(503);
    expect((await readOrder(stage)).status).toBe(503);
    expect((await cartOf(shop, stage.buyer)).status).toBe('open');
  });

  test('and when it is back: everything is as it was', async () => {
    await shop.bringBack('order');
    const { buyer, approving, waiting } = stage;
    expect(said(await answerPayment(shop, approving, waiting.id, true))).toBe('200 confirmed');
    expect((await checkOut(shop, buyer)).status).toBe(201);
  });
});

describe('the queues before the cart service stand still', () => {
  let stage: Scene;
  let placed: Awaited<ReturnType<typeof placeOrder>>;
  beforeAll(async () => {
    stage = await scene();
    await shop.takeAway('cart');
    await shop.bringBack('cart', 'test/system/stalled/cart.ts');
  });

  test('a new price', async () => {
    const { buyer, browsing, product } = stage;
    await putProduct(shop, product, { name: 'Dearer', price: { amount: price + 1, currency: 'EUR' } });
    const shown = { hybrid: undefined, events: undefined, direct: { to: { amount: price + 1 } } }[wiring];
    if (shown) expect((await cartOf(shop, buyer)).items).toMatchObject([{ priceChange: shown }]);
    else expect((await cartOf(shop, buyer)).items[0]?.priceChange).toBeUndefined();
    const { body } = await addItem(shop, browsing, product, 1);
    const charged = { hybrid: price + 1, events: price, direct: price + 1 }[wiring];
    expect(body.items).toMatchObject([{ unitPrice: { amount: charged } }]);
  });

  test('a checkout', async () => {
    placed = await placeOrder(shop, stage.buyer, 'tok_ok', {}, { acceptPriceChanges: true });
    expect(said(placed)).toBe(
      { hybrid: '201 confirmed', events: '202 placing', direct: '201 confirmed' }[wiring],
    );
    if (wiring === 'direct') await isConverted(stage.buyer);
    else expect((await cartOf(shop, stage.buyer)).status).toBe('checkingOut');
  });

  test('and when they move again: what stood still is done', async () => {
    await shop.takeAway('cart');
    await shop.bringBack('cart');
    const { buyer, product } = stage;
    await orderWhen(shop, placed.body.id, buyer.as, ({ status }) => status === 'confirmed');
    expect(await stockOf(shop, product)).toMatchObject({ held: 1, sold: 2 });
    for (const one of [...bought, buyer]) await isConverted(one);
  });
});

describe('a shop that is wired otherwise', () => {
  test('finishes an order in the wiring in which it began', async () => {
    const product = await newProduct(shop, 5);
    const buyer = await newCart(shop, { [product]: 1 });
    const byMessage = { prefer: 'respond-async' };
    const { body: order } = await placeOrder(shop, buyer, 'tok_authenticate', byMessage);
    await orderWhen(shop, order.id, buyer.as, ({ status }) => status === 'awaitingPayment');
    await shop.rewire(wiring === 'direct' ? 'events' : 'direct');
    const path = `/v1/payments/sandbox/${order.id}/authenticate`;
    const approved = await call<OrderView>(shop, 'POST', path, {
      headers: buyer.as,
      body: { approve: true },
    });
    // By message it is decided behind the answer, which may come before that or after.
    const byMessageStill = wiring === 'direct' ? /^200 confirmed$/ : /^200 (placing|confirmed)$/;
    expect(said(approved)).toMatch(byMessageStill);
    await orderWhen(shop, order.id, buyer.as, ({ status }) => status === 'confirmed');
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: 1 });
  });
});
