import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CartView, createClient, dataOf, type Send } from '../../client/src/index.ts';
import { asCustomer, eventually, newProduct, putProduct, stockOf } from './client.ts';
import { assertDeclared } from './declared.ts';
import { closeShop, credentials, type Shop, sharedShop } from './shop.ts';
import { openRoom } from './waiting-room.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const details = { email: 'hana@example.com', payment: { token: 'tok_ok' } };
const soon = { everyMs: 20 };

/** As `fetch`; every answer is held against /openapi.json. */
const send: Send = async (request) => {
  const { pathname, search } = new URL(request.url);
  const response = await fetch(request);
  const came = {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.clone().text(),
  };
  if (response.status !== 304) await assertDeclared(request.method, `${pathname}${search}`, came);
  return response;
};

const clientOf = (more = {}) => createClient({ url: shop.url, fetch: send, ...more });
const customerToken = async (id: string) =>
  (await asCustomer(id)).authorization?.replace('Bearer ', '') ?? '';

/** A network that does what it is asked, and loses the answer to every first try. */
function forgetful(): { fetch: Send; lost: string[] } {
  const [seen, lost] = [new Set<string>(), [] as string[]];
  const fetch: Send = async (request) => {
    const key = request.headers.get('idempotency-key') ?? '';
    const response = await send(request);
    if (request.method !== 'POST' || seen.has(key)) return response;
    seen.add(key);
    lost.push(`${response.status} ${new URL(request.url).pathname.split('/').at(-1)}`);
    throw new TypeError('the connection was lost');
  };
  return { fetch, lost };
}

describe('a guest', () => {
  test('waits for what many want, and buys it with the ticket', async () => {
    const drop = await newProduct(shop, 5);
    const [before, cart] = [await clientOf().openCart(), await clientOf().openCart()];
    await cart.add(drop);
    await openRoom(shop, drop, 60);
    await before.waitFor(drop);
    await expect(cart.checkOut(details)).rejects.toMatchObject({ code: 'waiting-room' });
    const seen: number[] = [];
    const ticket = await cart.waitFor(drop, {
      onPlace: ({ estimateSeconds }) => void seen.push(estimateSeconds),
    });
    expect(seen.at(-1)).toBe(0);
    const order = await cart.checkOut({ ...details, tickets: { [drop]: ticket } });
    expect(order.status).toBe('confirmed');
    const left = cart.waitFor(drop, { signal: AbortSignal.abort(new Error('left')) });
    await expect(left).rejects.toThrow();
  });

  test('fills a cart, changes it, and buys', async () => {
    const [tea, rice] = [await newProduct(shop, 10, 150), await newProduct(shop, 10, 90)];
    const cart = await clientOf().openCart();
    await cart.add(tea);
    await cart.add(tea, 2);
    await cart.add(rice);
    await cart.change(tea, 4);
    expect(quantities(await cart.read())).toEqual({ [tea]: 4, [rice]: 1 });
    expect(quantities(await cart.remove(rice))).toEqual({ [tea]: 4 });
    const order = await cart.checkOut(details, soon);
    expect(order).toMatchObject({ status: 'confirmed', totals: { total: { amount: 600, currency: 'EUR' } } });
    expect((await clientOf().order(order.id, cart.token).timeline()).steps.length).toBeGreaterThan(3);
    expect(await stockOf(shop, tea)).toMatchObject({ sold: 4 });
  });

  test('is sold once what was asked for twice, since the first answer was lost', async () => {
    const tea = await newProduct(shop, 10);
    const { fetch, lost } = forgetful();
    const cart = await clientOf({ fetch, retry: { firstPauseMs: 5 } }).openCart();
    expect(quantities(await cart.add(tea, 2))).toEqual({ [tea]: 2 });
    expect(await cart.checkOut(details, soon)).toMatchObject({ status: 'confirmed' });
    expect(lost.map((answer) => answer.split(' ')[1])).toEqual(['carts', 'items', 'orders']);
    expect(await stockOf(shop, tea)).toMatchObject({ onHand: 8, held: 0, sold: 2 });
  });

  test('comes back after a page was loaded anew', async () => {
    const tea = await newProduct(shop, 10);
    const { id, token } = await clientOf().openCart();
    expect(quantities(await clientOf().cart(id, token).add(tea))).toEqual({ [tea]: 1 });
  });

  test('is told by code and facts why nothing was sold', async () => {
    const tea = await newProduct(shop, 2);
    const cart = await clientOf().openCart();
    await expect(cart.add(tea, 3)).rejects.toMatchObject({
      name: 'KonbiniProblem',
      code: 'insufficient-stock',
      status: 409,
      facts: { items: [{ productId: tea, requested: 3, available: 2 }] },
      requestId: expect.any(String),
    });
    await cart.add(tea, 1);
    const declined = { ...details, payment: { token: 'tok_declined' } };
    await expect(cart.checkOut(declined, soon)).rejects.toMatchObject({
      code: 'payment-declined',
      status: 402,
    });
    expect(await cart.checkOut(details, soon)).toMatchObject({ status: 'confirmed' });
  });

  test('hears the same of a checkout that is decided behind the answer', async () => {
    const tea = await newProduct(shop, 2);
    const client = clientOf();
    const cart = await client.openCart();
    await cart.add(tea);
    const placed = dataOf(
      await client.http.POST('/v1/orders', {
        params: { header: { Prefer: 'respond-async' } },
        headers: { 'cart-token': cart.token },
        body: { ...details, payment: { token: 'tok_declined' }, cartId: cart.id },
      }),
    );
    expect(placed.status).toBe('placing');
    const decision = client.order(placed.id, cart.token).whenDecided(soon);
    await expect(decision).rejects.toMatchObject({ code: 'payment-declined', status: 402 });
  });

  test('approves a payment, and cancels', async () => {
    const tea = await newProduct(shop, 2);
    const client = clientOf();
    const cart = await client.openCart();
    await cart.add(tea);
    const open = await cart.checkOut({ ...details, payment: { token: 'tok_authenticate' } }, soon);
    expect(open).toMatchObject({
      status: 'awaitingPayment',
      payment: { nextAction: { type: 'authenticate' } },
    });
    const order = client.order(open.id, cart.token);
    const decided = order.whenDecided(soon);
    const path = { orderId: open.id };
    const call = { params: { path }, headers: { 'cart-token': cart.token }, body: { approve: true } };
    dataOf(await client.http.POST('/v1/payments/sandbox/{orderId}/authenticate', call));
    expect((await decided).status).toBe('confirmed');
    await order.cancel();
    await eventually(async () => ((await order.read()).status === 'canceled' ? true : undefined));
  });
});

test('a customer takes over a cart that was filled as a guest, and finds the order again', async () => {
  const tea = await newProduct(shop, 10);
  const guest = await clientOf().openCart();
  await guest.add(tea, 2);
  const id = `hana-${tea}`;
  const client = clientOf({ token: () => customerToken(id) });
  const cart = await client.openCart();
  expect(cart.token).toBeUndefined();
  const merged = await cart.merge({ id: guest.id, token: guest.token ?? '' });
  expect(quantities(merged)).toEqual({ [tea]: 2 });
  const order = await cart.checkOut(details, soon);
  await eventually(async () =>
    (await client.orders()).items.some((item) => item.id === order.id) ? true : undefined,
  );
});

test('an administrator prices what the catalog lists', async () => {
  const tea = await newProduct(shop, 10, 150);
  const client = clientOf({ token: credentials.ADMIN_TOKEN });
  const { name, version } = await client.product(tea);
  const call = {
    params: { path: { id: tea }, header: { 'If-Match': `"${version}"` } },
    body: { name, price: { amount: 180, currency: 'EUR' } },
  };
  expect(dataOf(await client.http.PUT('/v1/products/{id}', call)).price.amount).toBe(180);
  const stale = await client.http.PUT('/v1/products/{id}', call);
  expect(() => dataOf(stale)).toThrow('412 version-mismatch');
  const listed = async () =>
    (await client.products({ q: name, limit: 100 })).items.find(({ id }) => id === tea);
  expect(await eventually(async () => ((await listed())?.price.amount === 180 ? 180 : undefined))).toBe(180);
});

test('a cart that is watched tells of new prices, and ends with its order', async () => {
  const tea = await newProduct(shop, 10, 150);
  const cart = await clientOf().openCart();
  const seen: CartView[] = [];
  const errors: unknown[] = [];
  const stop = cart.watch({ onCart: (view) => seen.push(view), onError: (e) => errors.push(e), everyMs: 20 });
  const last = () => seen.at(-1);
  await eventually(async () => last());
  await cart.add(tea);
  await eventually(async () => last()?.items[0]);
  await putProduct(shop, tea, { name: 'Dearer tea', price: { amount: 180, currency: 'EUR' } });
  const change = await eventually(async () => last()?.items[0]?.priceChange);
  expect(change).toMatchObject({ from: { amount: 150 }, to: { amount: 180 } });
  await cart.checkOut({ ...details, acceptPriceChanges: true }, soon);
  await eventually(async () => (last()?.status === 'converted' ? true : undefined));
  stop();
  expect(errors).toEqual([]);
  const versions = seen.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)]);
});

function quantities({ items }: CartView): Record<string, number> {
  return Object.fromEntries(items.map(({ productId, quantity }) => [productId, quantity]));
}
