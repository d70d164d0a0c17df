import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addItem,
  answerPayment,
  asCustomer,
  type Buyer,
  call,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  putProduct,
  times,
  together,
} from './client.ts';
import { closeShop, type OwnShop, openShop, wiring } from './shop.ts';
import { askForSocket, breakOff, livePath, type Viewer, view } from './socket.ts';

// A shop of its own, whose carts can be put to sleep.
let shop: OwnShop;
let tea: string;
beforeAll(async () => {
  shop = await openShop();
  tea = await newProduct(shop, 1_000);
});
afterAll(() => closeShop(shop));

/** In `direct` nobody tells a cart of its products: somebody has to read it. */
async function newsArrives(buyer: Buyer): Promise<void> {
  if (wiring === 'direct') await cartOf(shop, buyer);
}

/** The code with which it is closed. workerd lets go of the connection when the object falls asleep. */
async function endOf(window: Viewer, { cartId }: Buyer): Promise<number> {
  await shop.evict('cart', 'Cart', cartId, 'hibernate');
  return window.closed;
}

test('is sent at once, and again when another window changes it, as GET answers it', async () => {
  const buyer = await newCart(shop, { [tea]: 1 });
  const [one, two] = [await view(shop, buyer), await view(shop, buyer)];
  await one.sees(({ items }) => items[0]?.quantity === 1);
  await addItem(shop, buyer, tea, 2);
  for (const window of [one, two]) {
    expect(await window.sees(({ items }) => items[0]?.quantity === 3)).toEqual(await cartOf(shop, buyer));
    expect(window.carts).toHaveLength(2);
  }
});

test('a change that is repeated is not sent again, and what another cart sees is not this one’s', async () => {
  const [buyer, other] = [await newCart(shop), await newCart(shop)];
  const window = await view(shop, buyer);
  const key = { 'idempotency-key': crypto.randomUUID() };
  await addItem(shop, buyer, tea, 1, key);
  await addItem(shop, buyer, tea, 1, key);
  await addItem(shop, other, tea, 5);
  await addItem(shop, buyer, tea, 1);
  await window.sees(({ items }) => items[0]?.quantity === 2);
  expect(window.carts.map(({ items }) => items[0]?.quantity)).toEqual([undefined, 1, 2]);
});

test('tells of another price', async () => {
  const bun = await newProduct(shop, 5, 300);
  const buyer = await newCart(shop, { [bun]: 1 });
  const window = await view(shop, buyer);
  await putProduct(shop, bun, { name: 'Dearer bun', price: { amount: 350, currency: 'EUR' } });
  await newsArrives(buyer);
  const cart = await window.sees(({ items }) => items[0]?.priceChange?.to.amount === 350);
  expect(cart.items[0]?.name).toBe('Dearer bun');
});

test('tells that somebody else has bought the last one', async () => {
  const last = await newProduct(shop, 1);
  const [buyer, faster] = [await newCart(shop, { [last]: 1 }), await newCart(shop, { [last]: 1 })];
  const window = await view(shop, buyer);
  expect((await checkOut(shop, faster)).status).toBe(201);
  await newsArrives(buyer);
  await window.sees(({ items }) => items[0]?.availability.status === 'unavailable');
});

test('tells of a checkout that fails and of one that succeeds, and is closed with it', async () => {
  const buyer = await newCart(shop, { [tea]: 1 });
  const window = await view(shop, buyer);
  const { body: declined } = await checkOut(shop, buyer, 'tok_authenticate');
  await window.sees(({ status }) => status === 'checkingOut');
  await answerPayment(shop, buyer, declined.id, false);
  await eventually(async () => (window.carts.at(-1)?.status === 'open' ? true : undefined));
  await checkOut(shop, buyer);
  await window.sees(({ status }) => status === 'converted');
  expect(await endOf(window, buyer)).toBe(1000);
  expect(window.carts.map(({ status }) => status)).toEqual([
    'open',
    'checkingOut',
    'open',
    'checkingOut',
    'converted',
  ]);
});

test('a cart that changes no more is sent, and closed', async () => {
  const buyer = await newCart(shop, { [tea]: 1 });
  await checkOut(shop, buyer);
  await eventually(async () => ((await cartOf(shop, buyer)).status === 'converted' ? true : undefined));
  const window = await view(shop, buyer);
  await window.sees(({ status }) => status === 'converted');
  expect(await endOf(window, buyer)).toBe(1000);
  expect(window.carts).toHaveLength(1);
});

test('a merge is seen in both carts, and a guest’s token opens the merged one no more', async () => {
  const guest = await newCart(shop, { [tea]: 2 });
  const own = await newCart(shop, {}, await asCustomer(`live-${Date.now()}`));
  const [guests, customers] = [await view(shop, guest), await view(shop, own)];
  const body = { from: guest.cartId, token: guest.as['cart-token'] };
  await call(shop, 'POST', `/v1/carts/${own.cartId}/merge`, { headers: own.as, body });
  await customers.sees(({ items }) => items[0]?.quantity === 2);
  await guests.sees(({ status, items }) => status === 'expired' && items.length === 0);
  expect(await endOf(guests, guest)).toBe(4401);
});

test('a token may come as a subprotocol, which goes no further', async () => {
  const guest = await newCart(shop, { [tea]: 2 });
  const token = guest.as['cart-token'];
  const window = await view(shop, { ...guest, as: {} }, ['konbini', `cart-token.${token}`]);
  expect(window.protocol).toBe('konbini');
  await window.sees(({ id }) => id === guest.cartId);
  const own = await newCart(shop, {}, await asCustomer(`live-${Date.now()}`));
  const jwt = own.as.authorization?.slice('Bearer '.length);
  await (await view(shop, { ...own, as: {} }, [`bearer.${jwt}`, 'konbini'])).sees(
    ({ id }) => id === own.cartId,
  );
});

test('a page of ours shows its cookie, which counts for no other page', async () => {
  const made = await call<{ cart: { id: string } }>(shop, 'POST', '/v1/carts', {
    headers: { 'konbini-page': 'shop' },
    body: {},
  });
  const { id } = made.body.cart;
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await (await view(shop, { cartId: id, as: { cookie, origin: shop.url } })).sees((cart) => cart.id === id);
  const foreign = { cookie, origin: 'https://evil.example' };
  expect((await askForSocket(shop, id, foreign)).status).toBe(401);
});

test('an object that has slept knows who is there, and what they were sent', async () => {
  const buyer = await newCart(shop, { [tea]: 1 });
  const window = await view(shop, buyer);
  await window.sees(() => true);
  await shop.evict('cart', 'Cart', buyer.cartId, 'hibernate');
  expect(await window.says('ping')).toBe('pong');
  // A write that nobody sees: the answer to a request that is refused is remembered.
  await addItem(shop, buyer, 'no-such-product', 1, { 'idempotency-key': crypto.randomUUID() });
  await addItem(shop, buyer, tea, 1);
  await window.sees(({ items }) => items[0]?.quantity === 2);
  expect(window.carts).toHaveLength(2);
});

test('32 at most: the next is refused, until one of them leaves', async () => {
  const buyer = await newCart(shop);
  const windows = await together(times(32), () => view(shop, buyer));
  expect(await askForSocket(shop, buyer.cartId, buyer.as)).toMatchObject({
    status: 409,
    body: { code: 'too-many-sockets', limit: 32 },
  });
  windows[0]?.leave();
  await windows[0]?.closed;
  await eventually(() => view(shop, buyer).catch(() => undefined));
  await addItem(shop, buyer, tea, 1);
  for (const window of windows.slice(1)) await window.sees(({ items }) => items.length === 1);
});

test('a connection that breaks disturbs nobody, and takes no place', async () => {
  const buyer = await newCart(shop);
  const window = await view(shop, buyer);
  await together(times(31), () => breakOff(shop, buyer));
  await addItem(shop, buyer, tea, 1);
  await window.sees(({ items }) => items.length === 1);
  await eventually(() => view(shop, buyer).catch(() => undefined));
});

test('whoever sends anything but a ping is put out', async () => {
  const window = await view(shop, await newCart(shop));
  void window.says('{"quantity": 1}').catch(() => {});
  expect(await window.closed).toBe(1008);
});

test('is opened to nobody else', async () => {
  const [buyer, other] = [await newCart(shop), await newCart(shop)];
  const refused = async (headers: Record<string, string>, cartId = buyer.cartId) => {
    const { status, body } = await askForSocket(shop, cartId, headers);
    return [status, body.code];
  };
  const protocol = 'sec-websocket-protocol';
  expect(await refused({})).toEqual([401, 'authentication-required']);
  expect(await refused({ authorization: 'Bearer a.b.c' })).toEqual([401, 'invalid-token']);
  expect(await refused({ [protocol]: 'konbini, bearer.a.b.c' })).toEqual([401, 'invalid-token']);
  expect(await refused(other.as)).toEqual([404, 'cart-not-found']);
  expect(await refused({ [protocol]: 'konbini, cart-token.nobodys' })).toEqual([404, 'cart-not-found']);
  expect(await refused(buyer.as, `crt_${'0'.repeat(26)}`)).toEqual([404, 'cart-not-found']);
});

test('is a WebSocket, and nothing else', async () => {
  const buyer = await newCart(shop);
  const path = livePath(buyer.cartId);
  const plain = await call(shop, 'GET', path, { headers: buyer.as });
  expect([plain.status, plain.body.code]).toEqual([426, 'upgrade-required']);
  expect((await shop.fetch(path, { method: 'HEAD', headers: buyer.as })).status).toBe(426);
  expect((await askForSocket(shop, buyer.cartId, { ...buyer.as, upgrade: 'h2c' })).status).toBe(426);
});
