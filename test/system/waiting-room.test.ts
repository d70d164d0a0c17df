import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxSocketsPerPlace } from '../../shared/contracts/waiting-room.ts';
import {
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  stockOf,
  times,
  together,
} from './client.ts';
import { ask } from './raw.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';
import { upgrade } from './socket.ts';
import {
  closeRoom,
  openRoom,
  openSocket,
  placeOf,
  placesOf,
  takePlace,
  ticketFor,
  watchPlace,
} from './waiting-room.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

/** A product with a room that lets in so many, and buyers who have it in their carts. */
async function scene(perMinute: number, buyers: number, stock = 100) {
  const product = await newProduct(shop, stock);
  const carts = await together(times(buyers), () => newCart(shop, { [product]: 1 }), 8);
  await openRoom(shop, product, perMinute);
  return { product, carts };
}

/** One after the other. */
async function inOrder<Value>(carts: Buyer[], act: (cart: Buyer) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (const cart of carts) values.push(await act(cart));
  return values;
}

const buy = (buyer: Buyer, tickets: Record<string, string>) =>
  checkOut(shop, buyer, 'tok_ok', {}, { tickets });

describe.concurrent('a drop', () => {
  test('lets in first come first served, at its rate, and sells to those alone who were let in', async () => {
    const { product, carts } = await scene(600, 30);
    const began = Date.now();
    await inOrder(carts, (cart) => takePlace(shop, product, cart));
    await eventually(async () => {
      // From the last to the first, so that nobody is asked later than who came behind.
      const seen = await inOrder(carts.toReversed(), (cart) => takePlace(shop, product, cart));
      expect(seen.map(({ body }) => body.number)).toEqual(times(30).map((index) => 30 - index));
      const waits = seen.map(({ body }) => body.ticket === undefined);
      expect(waits).toEqual(waits.toSorted((a, b) => Number(b) - Number(a)));
      return waits.includes(true) ? undefined : waits;
    });
    expect(Date.now() - began).toBeGreaterThanOrEqual(29 * 100);
    const sold = await together(
      carts.slice(0, 3),
      async (cart) => (await buy(cart, { [product]: await ticketFor(shop, product, cart) })).status,
    );
    expect(sold).toEqual([201, 201, 201]);
    expect(await stockOf(shop, product)).toMatchObject({ sold: 3, held: 0 });
  });

  test('says how many wait before, and how long it will take', async () => {
    const { product, carts } = await scene(2, 3);
    const [first, second, third] = await inOrder(carts, (cart) => takePlace(shop, product, cart));
    expect(first?.body).toMatchObject({ number: 1, position: 0, estimateSeconds: 0 });
    expect(Date.parse(first?.body.ticket?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    expect(second?.body).toMatchObject({ number: 2, position: 0, estimateSeconds: 30 });
    expect(third?.body).toMatchObject({ number: 3, position: 1, estimateSeconds: 60 });
    expect(third?.body.ticket).toBeUndefined();
  });

  test('sends the position over a WebSocket, and at the end the ticket', async () => {
    const { product, carts } = await scene(30, 4);
    await inOrder(carts, (cart) => takePlace(shop, product, cart));
    const buyer = carts[3] as Buyer;
    const places = await watchPlace(shop, product, buyer);
    const positions = places.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => b - a));
    expect(places.map(({ number }) => number)).toEqual(places.map(() => 4));
    expect(places.length).toBeGreaterThanOrEqual(2);
    expect(places.slice(0, -1).every(({ ticket }) => ticket === undefined)).toBe(true);
    const ticket = places.at(-1)?.ticket?.token ?? '';
    expect(ticket).toBe(await ticketFor(shop, product, buyer));
    expect((await buy(buyer, { [product]: ticket })).status).toBe(201);
  });
});

describe.concurrent('a checkout of what one must wait for', () => {
  test('without a ticket is refused: the cart stays open, nothing is held, and it says where to go', async () => {
    const { product, carts } = await scene(60, 1);
    const buyer = carts[0] as Buyer;
    const refused = await checkOut(shop, buyer);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'waiting-room', productId: product, waitingRoom: placesOf(product) },
    });
    await eventually(async () => ((await cartOf(shop, buyer)).status === 'open' ? true : undefined));
    expect(await stockOf(shop, product)).toEqual({ onHand: 100, held: 0, available: 100, sold: 0 });
    await takePlace(shop, product, buyer);
    expect((await buy(buyer, { [product]: await ticketFor(shop, product, buyer) })).status).toBe(201);
  });

  test('takes no ticket of another cart, of another product, of an earlier opening, or of nobody', async () => {
    const { product, carts } = await scene(60_000, 2);
    const [buyer, thief] = carts as [Buyer, Buyer];
    const other = await newProduct(shop, 10);
    await openRoom(shop, other, 60_000);
    for (const one of [product, other]) await takePlace(shop, one, buyer);
    const [ticket, otherTicket] = [
      await ticketFor(shop, product, buyer),
      await ticketFor(shop, other, buyer),
    ];
    expect((await buy(thief, { [product]: ticket })).body.code).toBe('waiting-room');
    expect((await buy(buyer, { [product]: otherTicket })).body.code).toBe('waiting-room');
    expect((await buy(buyer, { [product]: `${ticket.slice(0, -4)}AAAA` })).body.code).toBe('waiting-room');
    await closeRoom(shop, product);
    await openRoom(shop, product, 60_000);
    expect((await buy(buyer, { [product]: ticket })).body.code).toBe('waiting-room');
    expect(await stockOf(shop, product)).toMatchObject({ sold: 0, held: 0 });
  });

  test('needs none any more when the room is closed', async () => {
    const { product, carts } = await scene(1, 2);
    const [, waiting] = carts as [Buyer, Buyer];
    await inOrder(carts, (cart) => takePlace(shop, product, cart));
    const watched = await watchPlace(shop, product, waiting, async () => {
      expect((await closeRoom(shop, product)).status).toBe(204);
    });
    expect(watched).toMatchObject([{ position: 0 }]);
    expect((await placeOf(shop, product, waiting)).body.code).toBe('place-not-found');
    expect((await takePlace(shop, product, waiting)).body.code).toBe('waiting-room-not-found');
    expect((await checkOut(shop, waiting)).status).toBe(201);
  });
});

describe.concurrent('a waiting room', () => {
  test('is shown on the product, wherever that is read, and is part of its version', async () => {
    const product = await newProduct(shop, 1);
    const path = `/v1/products/${product}`;
    const read = async () => (await call(shop, 'GET', path)).body;
    const before = await read();
    expect(before).not.toHaveProperty('waitingRoom');
    expect((await openRoom(shop, product, 90)).body).toEqual({
      productId: product,
      perMinute: 90,
      ticketMinutes: 10,
      waiting: 0,
    });
    const shown = { waitingRoom: { perMinute: 90 }, version: (before.version as number) + 1 };
    expect(await read()).toMatchObject(shown);
    await eventually(async () => {
      const { items } = (await call<{ items: object[] }>(shop, 'GET', `/v1/products?ids=${product}`)).body;
      return items.some((item) => 'waitingRoom' in item) ? true : undefined;
    });
    await closeRoom(shop, product);
    expect(await read()).not.toHaveProperty('waitingRoom');
  });

  test('has places for carts of one’s own only', async () => {
    const { product, carts } = await scene(60, 1);
    const [mine] = carts as [Buyer];
    const stranger = { cartId: mine.cartId, as: await asCustomer('stranger') };
    const administrator = { cartId: mine.cartId, as: asAdmin };
    const nobody = { cartId: `crt_${'0'.repeat(26)}`, as: mine.as };
    await takePlace(shop, product, mine);
    for (const who of [stranger, administrator, nobody]) {
      expect((await takePlace(shop, product, who)).body.code).toBe('cart-not-found');
      expect((await placeOf(shop, product, who)).body.code).toBe('cart-not-found');
      const live = await ask(shop, 'GET', `${placesOf(product)}/${who.cartId}/live`, who.as);
      expect(live.body.code).toBe('cart-not-found');
    }
    const plain = await ask(shop, 'GET', `${placesOf(product)}/${mine.cartId}/live`, mine.as);
    expect(plain).toMatchObject({ status: 426, body: { code: 'upgrade-required' } });
  });

  test('is watched by so many sockets of one cart, and no more', async () => {
    const { product, carts } = await scene(1, 2);
    const [, waiting] = carts as [Buyer, Buyer];
    await inOrder(carts, (cart) => takePlace(shop, product, cart));
    const sockets = times(maxSocketsPerPlace).map(() => openSocket(shop, product, waiting));
    await eventually(async () =>
      sockets.every(({ readyState }) => readyState === WebSocket.OPEN) ? true : undefined,
    );
    const path = `${placesOf(product)}/${waiting.cartId}/live`;
    const refused = await ask(shop, 'GET', path, { ...upgrade, ...waiting.as });
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-many-sockets', limit: 8 } });
    for (const socket of sockets) socket.close();
  });

  test('is for a product that there is, and none where nobody has opened it', async () => {
    const product = await newProduct(shop, 1);
    const buyer = await newCart(shop);
    expect((await openRoom(shop, 'never-listed', 60)).body.code).toBe('product-not-found');
    expect((await closeRoom(shop, 'never-listed')).body?.code).toBe('product-not-found');
    expect((await closeRoom(shop, product)).status).toBe(204);
    expect((await takePlace(shop, product, buyer)).body.code).toBe('waiting-room-not-found');
    expect((await placeOf(shop, product, buyer)).body.code).toBe('place-not-found');
    for (const perMinute of [0, -1, 1.5, 60_001, '60', null]) {
      const asked = await openRoom(shop, product, perMinute as number);
      expect(asked.body.code).toBe('validation-failed');
    }
    expect((await call(shop, 'GET', `/v1/products/${product}`)).body).not.toHaveProperty('waitingRoom');
  });
});
