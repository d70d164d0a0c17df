import { randomUUID } from 'node:crypto';
import type { CartView } from '../shared/contracts/cart.ts';
import type { Prepared } from './load/slice.ts';
import type { Stand } from './stand.ts';

/** A cart, and what shows that it is one's own. */
export interface GuestCart {
  id: string;
  token: string;
}

export const creating: Prepared = { method: 'POST', path: '/v1/carts', ...json({}) };

export function reading({ id, token }: GuestCart): Prepared {
  return { method: 'GET', path: `/v1/carts/${id}`, headers: { 'cart-token': token } };
}

export function adding({ id, token }: GuestCart, productId: string, quantity = 1): Prepared {
  const { headers, body } = json({ productId, quantity });
  return {
    method: 'POST',
    path: `/v1/carts/${id}/items`,
    headers: { ...headers, 'cart-token': token },
    body,
  };
}

export function checkingOut({ id, token }: GuestCart): Prepared {
  const order = { cartId: id, email: 'buyer@example.com', payment: { token: 'tok_ok' } };
  const { headers, body } = json(order);
  const own = { 'cart-token': token, 'idempotency-key': randomUUID() };
  return { method: 'POST', path: '/v1/orders', headers: { ...headers, ...own }, body };
}

function json(value: unknown) {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** @param productIds one of each is put in */
export async function openCarts(stand: Stand, count: number, productIds: string[]): Promise<GuestCart[]> {
  const requests = Array.from({ length: count }, () => creating);
  const { answers } = await stand.fire(stand.shop, requests, [201]);
  const carts = answers.map(({ body }) => {
    const { cart, token } = JSON.parse(body) as { cart: CartView; token: string };
    return { id: cart.id, token };
  });
  // One product after the other: two at once of one cart would wait for each other.
  for (const productId of productIds) {
    const adds = carts.map((cart) => adding(cart, productId));
    await stand.fire(stand.shop, adds, [200]);
  }
  return carts;
}
