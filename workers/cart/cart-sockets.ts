import type { Caller } from '../../shared/contracts/caller.ts';
import { closeCodes, maxSocketAgeMs, maxSocketsPerCart } from '../../shared/contracts/cart-socket.ts';
import { acceptSocket, openSockets } from '../../shared/http/accept-socket.ts';
import { decodeCaller } from '../../shared/http/internal-headers.ts';
import { problemOf, problemResponse } from '../../shared/http/problem.ts';
import { isWebSocketUpgrade, tooManySockets, upgradeRequired } from '../../shared/http/socket-problems.ts';
import type { CartActor } from './actor.ts';
import type { Cart } from './domain/cart.ts';

/** What is known of a socket, also after the object has slept: it is attached to it. */
interface Seat {
  caller: Caller;
  /** Nothing is sent from then on, ms since 1970. */
  until: number;
  /** The version of the cart that was sent last; 0 for none. */
  version: number;
}

/**
 * The WebSockets that are open on a cart. They hibernate: while nothing changes, the object may leave memory, and
 * they stay open. Where there are none, a commit costs one look at an empty list.
 */
export class CartSockets {
  readonly #ctx: DurableObjectState;
  readonly #cart: () => CartActor;
  readonly #now: () => number;

  constructor(ctx: DurableObjectState, cart: () => CartActor, now: () => number) {
    this.#ctx = ctx;
    this.#cart = cart;
    this.#now = now;
  }

  /** Opens one for a caller who may see the cart, and sends it at once. Or answers why not. */
  open(request: Request): Response {
    const caller = decodeCaller(request);
    if (!this.#cart().view(caller)) return problemResponse(problemOf({ type: 'CartNotFound' }));
    if (!isWebSocketUpgrade(request)) return problemResponse(upgradeRequired);
    if (this.#inUse().length >= maxSocketsPerCart) return problemResponse(tooManySockets);
    const { ours, answer } = acceptSocket(this.#ctx, request);
    this.#tellOne(ours, { caller, until: this.#now() + maxSocketAgeMs, version: 0 });
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

  /**
   * After a commit: when all that belongs to the same turn is done, so that it is one message, since nobody is sent
   * a version twice. It does not throw.
   */
  tellSoon(): void {
    if (this.#ctx.getWebSockets().length > 0) queueMicrotask(() => this.#tellAll());
  }

  #tellAll(): void {
    for (const socket of openSockets(this.#ctx)) {
      try {
        this.#tellOne(socket, seatOf(socket));
      } catch (error) {
        // One that is broken must not keep the others from hearing. Its client comes again and gets the whole cart.
        console.warn(JSON.stringify({ service: 'cart', calling: 'socket', error: String(error) }));
      }
    }
  }

  #tellOne(socket: WebSocket, seat: Seat): void {
    const now = this.#now();
    const cart = this.#cart();
    const view = cart.view(seat.caller);
    if (view && now < seat.until) {
      if (view.version === seat.version) return;
      socket.serializeAttachment({ ...seat, version: view.version } satisfies Seat);
      socket.send(JSON.stringify(view));
    }
    const end = view ? endOf(seat, cart.actor.state, now) : closeCodes.tokenIsOver;
    if (end !== undefined) socket.close(end);
  }

  /** Those whose time is over make room. */
  #inUse(): WebSocket[] {
    const [inUse, over] = [[] as WebSocket[], [] as WebSocket[]];
    for (const socket of openSockets(this.#ctx))
      (this.#now() < seatOf(socket).until ? inUse : over).push(socket);
    for (const socket of over) socket.close(closeCodes.comeAgain);
    return inUse;
  }
}

/** The code with which a socket is closed whose token still fits; undefined for not yet. */
function endOf({ until }: Seat, { status }: Cart, now: number): number | undefined {
  if (now >= until) return closeCodes.comeAgain;
  if (status === 'merged') return closeCodes.tokenIsOver;
  return status === 'converted' || status === 'expired' ? closeCodes.isFinal : undefined;
}

function seatOf(socket: WebSocket): Seat {
  return socket.deserializeAttachment() as Seat;
}
