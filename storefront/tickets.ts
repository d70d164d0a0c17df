import type { Cart, CartView, Patient } from '../client/src/index.ts';
import { hasCode } from './errors.ts';
import { shop } from './shop.ts';

/** By product: what this cart has waited for. */
export type Tickets = Record<string, string>;

/** Waits in turn for everything in the cart that one must wait for. Of most carts that is nothing. */
export async function ticketsFor({ id, items }: CartView, patient: Patient): Promise<Tickets> {
  const ids = items.map(({ productId }) => productId).join(',');
  const { items: products } = await shop.products({ ids, limit: 100 });
  const tickets: Tickets = {};
  for (const { id: productId, waitingRoom } of products) {
    if (!waitingRoom) continue;
    const ticket = await ticketFor(shop.cart(id), productId, patient);
    if (ticket !== undefined) tickets[productId] = ticket;
  }
  return tickets;
}

/** Undefined where the room was closed: then none is needed. */
async function ticketFor(cart: Cart, productId: string, patient: Patient): Promise<string | undefined> {
  try {
    return await cart.waitFor(productId, patient);
  } catch (error) {
    if (hasCode(error, 'waiting-room-not-found', 'place-not-found')) return undefined;
    throw error;
  }
}
