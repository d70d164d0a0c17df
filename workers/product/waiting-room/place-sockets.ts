import { closeCodes, maxSocketAgeMs } from '../../../shared/contracts/cart-socket.ts';
import {
  maxSocketsPerPlace,
  maxSocketsPerRoom,
  type PlaceView,
} from '../../../shared/contracts/waiting-room.ts';
import { acceptSocket, openSockets } from '../../../shared/http/accept-socket.ts';
import { problemOf, problemResponse } from '../../../shared/http/problem.ts';
import {
  isWebSocketUpgrade,
  tooManySocketsOn,
  upgradeRequired,
} from '../../../shared/http/socket-problems.ts';

/** What is known of a socket, also after the object has slept: it is attached to it. */
interface Seat {
  cartId: string;
  /** Nothing is sent from then on, ms since 1970. */
  until: number;
  /** The position that was sent last; null for none. */
  position: number | null;
}

/** How a cart stands; null where it has no place, or not any more. */
type Look = (cartId: string) => Promise<PlaceView | null>;

/** The WebSockets of those who wait. They hibernate: between two tellings the object may leave memory. */
export class PlaceSockets {
  readonly #ctx: DurableObjectState;
  readonly #look: Look;
  readonly #now: () => number;

  constructor(ctx: DurableObjectState, look: Look, now: () => number) {
    this.#ctx = ctx;
    this.#look = look;
    this.#now = now;
  }

  /** Opens one, and says at once how the cart stands. Or answers why not. */
  async open(request: Request, productId: string, cartId: string): Promise<Response> {
    const place = await this.#look(cartId);
    if (!place) return problemResponse(problemOf({ type: 'PlaceNotFound', productId }));
    if (!isWebSocketUpgrade(request)) return problemResponse(upgradeRequired);
    if (this.#ctx.getWebSockets(cartId).length >= maxSocketsPerPlace) {
      return problemResponse(tooManySocketsOn('place', maxSocketsPerPlace));
    }
    if (this.#ctx.getWebSockets().length >= maxSocketsPerRoom) {
      return problemResponse(tooManySocketsOn('waiting room', maxSocketsPerRoom));
    }
    return this.#accept(request, cartId, place);
  }

  #accept(request: Request, cartId: string, place: PlaceView): Response {
    const { ours, answer } = acceptSocket(this.#ctx, request, [cartId]);
    this.#tellOne(ours, { cartId, until: this.#now() + maxSocketAgeMs, position: null }, place);
    return answer;
  }

  /** Nobody has anything to say here but a ping, which the platform answers. */
  refuse(socket: WebSocket): void {
    socket.close(closeCodes.notUnderstood);
  }

  /** RFC 6455, 5.5.1: a close is answered by a close. Else the client waits for it. */
  leave(socket: WebSocket): void {
    socket.close();
  }

  /** Tells everybody whose position has changed. Returns whether anybody goes on watching. It does not throw. */
  async tell(): Promise<boolean> {
    await Promise.all(openSockets(this.#ctx).map((socket) => this.#tellAgain(socket)));
    return openSockets(this.#ctx).length > 0;
  }

  async #tellAgain(socket: WebSocket): Promise<void> {
    try {
      const seat = socket.deserializeAttachment() as Seat;
      this.#tellOne(socket, seat, await this.#look(seat.cartId));
    } catch (error) {
      // One that is broken must not keep the others from hearing. Its client comes again.
      console.warn(JSON.stringify({ service: 'product', calling: 'socket', error: String(error) }));
    }
  }

  /** The ticket is the last word, and so is that there is no place any more: the room was closed. */
  #tellOne(socket: WebSocket, seat: Seat, place: PlaceView | null): void {
    const isInTime = this.#now() < seat.until;
    if (isInTime && place && (place.ticket || place.position !== seat.position)) {
      socket.serializeAttachment({ ...seat, position: place.position } satisfies Seat);
      socket.send(JSON.stringify(place));
    }
    if (!isInTime) socket.close(closeCodes.comeAgain);
    else if (!place || place.ticket) socket.close(closeCodes.isFinal);
  }
}
