import type { PlaceView } from '../../../shared/contracts/waiting-room.ts';
import { rfc3339 } from '../../../shared/time.ts';
import type { Placed } from './room.ts';
import { issueTicket } from './ticket.ts';

/**
 * A place as its cart's owner sees it, with the ticket once it is let in.
 * @param now ms since 1970
 * @param privateKey the room's
 */
export async function placeViewOf(
  { number, standing }: Placed,
  { productId, cartId }: { productId: string; cartId: string },
  now: number,
  privateKey: string,
): Promise<PlaceView> {
  const place = { productId, cartId, number };
  if (standing.status === 'waiting') {
    // What is left of a second is a second: 0 would say that it is let in.
    const estimateSeconds = Math.max(1, Math.ceil((standing.admittedAt - now) / 1_000));
    return { ...place, position: standing.before, estimateSeconds };
  }
  const token = await issueTicket(privateKey, { productId, cartId, ...standing });
  return {
    ...place,
    position: 0,
    estimateSeconds: 0,
    ticket: { token, expiresAt: rfc3339(standing.expiresAt) },
  };
}
