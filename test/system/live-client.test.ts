import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CartView, type Shop as ClientShop, createClient } from '../../client/src/index.ts';
import { pause } from '../../client/src/pause.ts';
import { asCustomer, eventually, newCart, newProduct, times, together } from './client.ts';
import { closeShop, type OwnShop, openShop } from './shop.ts';
import { view } from './socket.ts';

// A shop of its own, whose sockets can be cut off.
let shop: OwnShop;
let client: ClientShop;
let tea: string;
beforeAll(async () => {
  shop = await openShop();
  client = createClient({ url: shop.url });
  tea = await newProduct(shop, 1_000);
});
afterAll(() => closeShop(shop));

/** Follows a cart. @param everyMs how often it is looked at without a socket: by default hardly ever */
function follow(cart: ReturnType<ClientShop['cart']>, everyMs = 600_000) {
  const seen: CartView[] = [];
  const errors: unknown[] = [];
  const end = cart.live({
    onCart: (view) => seen.push(view),
    onError: (error) => errors.push(error),
    everyMs,
  });
  const sees = (quantity: number | undefined) =>
    eventually(async () =>
      seen.length > 0 && seen.at(-1)?.items[0]?.quantity === quantity ? true : undefined,
    );
  return { seen, errors, end, sees };
}

test('tells of the cart, of each change, and of nothing twice, however often the socket is lost', async () => {
  const cart = await client.openCart();
  const { seen, errors, sees, end } = follow(cart);
  await sees(undefined);
  await cart.add(tea, 1);
  await sees(1);
  await shop.evict('cart', 'Cart', cart.id, 'close');
  await cart.add(tea, 1);
  await sees(2);
  await shop.evict('cart', 'Cart', cart.id, 'close');
  await cart.add(tea, 1);
  await sees(3);
  end();
  expect(seen.map(({ items }) => items[0]?.quantity)).toEqual([undefined, 1, 2, 3]);
  expect(errors).toEqual([]);
});

test('looks at the cart as long as no socket can be had', async () => {
  const cart = await client.openCart();
  const buyer = { cartId: cart.id, as: { 'cart-token': cart.token ?? '' } };
  const windows = await together(times(32), () => view(shop, buyer));
  const { sees, end } = follow(cart, 20);
  await cart.add(tea, 1);
  await sees(1);
  for (const window of windows) window.leave();
  await cart.add(tea, 1);
  await sees(2);
  end();
});

test('a customer shows the token that is valid then', async () => {
  const as = await asCustomer(`live-client-${Date.now()}`);
  const { cartId } = await newCart(shop, { [tea]: 1 }, as);
  const token = async () => (as.authorization ?? '').slice('Bearer '.length);
  const { sees, end } = follow(createClient({ url: `${shop.url}/`, token }).cart(cartId));
  await sees(1);
  end();
});

test('says why, and ends, where it is refused', async () => {
  const cart = await client.openCart();
  const { seen, errors } = follow(client.cart(cart.id, 'ctk_00000000000000000000000000'));
  await eventually(async () => (errors.length > 0 ? true : undefined));
  expect(errors).toMatchObject([{ code: 'cart-not-found' }]);
  expect(seen).toEqual([]);
});

test('ends with a cart that was bought', async () => {
  const as = await asCustomer(`live-client-ends-${Date.now()}`);
  let asked = 0;
  const token = () => {
    asked += 1;
    return (as.authorization ?? '').slice('Bearer '.length);
  };
  const cart = await createClient({ url: shop.url, token }).openCart();
  await cart.add(tea, 1);
  const { seen } = follow(cart);
  await cart.checkOut({ email: 'hana@example.com', payment: { token: 'tok_ok' } });
  await eventually(async () => (seen.at(-1)?.status === 'converted' ? true : undefined));
  const askedUntilThen = asked;
  await shop.evict('cart', 'Cart', cart.id, 'close');
  await pause(600);
  expect(asked).toBe(askedUntilThen);
});

test('what a listener throws is told, and it goes on', async () => {
  const cart = await client.openCart();
  const errors: string[] = [];
  const end = cart.live({
    onCart: ({ items }) => {
      throw new Error(`${items.length} items`);
    },
    onError: (error) => errors.push((error as Error).message),
  });
  await eventually(async () => (errors.length === 1 ? true : undefined));
  await cart.add(tea, 1);
  await eventually(async () => (errors.length === 2 ? true : undefined));
  end();
  expect(errors).toEqual(['0 items', '1 items']);
});
