import type { Ticket } from '../../../shared/contracts/waiting-room.ts';
import type { Product } from '../domain/product.ts';
import { isGoodTicket } from './ticket.ts';

/** A waiting room that is open: its product, and the key that its tickets are verified with. */
export interface OpenRoom {
  productId: string;
  publicKey: string;
}

/** Undefined where none is open. */
export function roomOf(product: Product): OpenRoom | undefined {
  if (product.status === 'none' || !product.waitingRoom) return undefined;
  return { productId: product.productId, publicKey: product.waitingRoom.publicKey };
}

/**
 * The key that a ticket is good by, for the command that needs it. It is found out before the decision, since it takes
 * an `await`; the decision holds it against the room that is open then. A product without a room costs nothing.
 *
 * @param now ms since 1970
 * @returns undefined where there is no room, no ticket, or none that is good
 */
export async function admittedBy(
  room: OpenRoom | undefined,
  ticket: Ticket | undefined,
  now: number,
): Promise<string | undefined> {
  if (!room || !ticket) return undefined;
  const { token, cartId } = ticket;
  const isGood = await isGoodTicket(token, room.publicKey, { productId: room.productId, cartId }, now);
  return isGood ? room.publicKey : undefined;
}
