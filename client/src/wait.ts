import { dataOf, type Http } from './http.ts';
import { pause } from './pause.ts';
import type { Place } from './views.ts';

export interface Patient {
  /** Hears how the cart stands, each time that the room is asked. */
  onPlace?: (place: Place) => void;
  /** Ends the waiting. The place stays for whoever asks again. */
  signal?: AbortSignal;
}

/**
 * From one look to the next. Ten thousand may wait in one room, which is one actor; and a rate may be raised, which
 * nobody who is let in by it should notice too late for their ticket, of a minute at least.
 */
const longestPauseMs = 15_000;
const shortestPauseMs = 250;

/** Takes a cart's place in a product's waiting room, and looks until there is a ticket. */
export async function waitForTicket(
  http: Http,
  productId: string,
  cart: { id: string; headers: Record<string, string> },
  { onPlace, signal }: Patient,
): Promise<string> {
  const asked = { headers: cart.headers, ...(signal ? { signal } : {}) };
  const look = async () =>
    dataOf(
      await http.GET('/v1/products/{id}/waiting-room/places/{cartId}', {
        params: { path: { id: productId, cartId: cart.id } },
        ...asked,
      }),
    );
  const taken = await http.POST('/v1/products/{id}/waiting-room/places', {
    params: { path: { id: productId } },
    body: { cartId: cart.id },
    ...asked,
  });
  for (let place = dataOf(taken); ; place = await look()) {
    onPlace?.(place);
    if (place.ticket) return place.ticket.token;
    await pause(pauseMsAt(place), signal);
  }
}

/** A quarter of what is left: whoever waits long asks seldom, and whoever is let in soon is told soon. */
export function pauseMsAt({ estimateSeconds }: Pick<Place, 'estimateSeconds'>): number {
  const quarterMs = (estimateSeconds * 1_000) / 4;
  return Math.min(longestPauseMs, Math.max(shortestPauseMs, quarterMs));
}
