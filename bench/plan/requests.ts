import { callOver } from '../../test/simulation/network.ts';
import { call, caller, cartId } from '../../test/simulation/one-order.ts';
import type { Shop } from '../../test/simulation/shop.ts';
import { checkOut } from '../../workers/order/checkout.ts';

/** A request of a buyer, as the routes of its service carry it out, in the simulated shop. */
export type Request = (shop: Shop) => Promise<unknown>;

export const createCart: Request = (shop) =>
  callOver(shop.world, shop.cart(cartId), 'create', (cart) => cart.create(caller, 'EUR', undefined, call));

export const readCart: Request = (shop) =>
  callOver(shop.world, shop.cart(cartId), 'view', (cart) => cart.view(caller));

export const addItem =
  (productId: string, quantity = 1): Request =>
  async (shop) => {
    const found = { lookedUpAt: shop.world.now, facts: await shop.lookUp(productId, cartId) };
    return callOver(shop.world, shop.cart(cartId), 'addItem', (cart) =>
      cart.addItem(productId, quantity, found, call),
    );
  };

export const placeOrder: Request = (shop) => {
  const body = { cartId, email: 'buyer@example.com', payment: { token: 'tok_ok' } };
  return checkOut(body, call, shop.checkoutServices);
};

export const takeOut =
  (productId: string, units: number): Request =>
  (shop) =>
    callOver(shop.world, shop.product(productId), 'adjust', (product) =>
      product.adjust({ delta: -units }, call),
    );
