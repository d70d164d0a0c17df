import type { Ticket } from '../../../shared/contracts/waiting-room.ts';
import type { Product } from '../domain/product.ts';
import { isGoodTicket } from './ticket.ts';

/**
 * The key that a ticket is good by, for the command that needs it. It is found out before the decision, since it takes
 * an `await`; the decision holds it against the room that is open then. A product without a room costs nothing.
 *
 * @param now ms since 1970
 * @returns undefined where there is no room, no ticket, or none that is good
 */
export async function admittedBy(
  product: Product,
  ticket: Ticket | undefined,
  now: number,
): Promise<string | undefined> {
  if (product.status === 'none' || !product.waitingRoom || !ticket) return undefined;
  const { productId, waitingRoom } = product;
  const { token, cartId } = ticket;
  const isGood = await isGoodTicket(token, waitingRoom.publicKey, { productId, cartId }, now);
  return isGood ? waitingRoom.publicKey : undefined;
}
