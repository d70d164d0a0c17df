import { ActorObject } from '../../../shared/actor/durable-object.ts';
import type { Cause } from '../../../shared/actor/event-log.ts';
import type { Platform } from '../../../shared/actor/platform.ts';
import { type Answer, refused } from '../../../shared/contracts/call.ts';
import type { PlaceView, WaitingRoomBody, WaitingRoomView } from '../../../shared/contracts/waiting-room.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import type { OpenWaitingRoom } from '../domain/product.ts';
import { PlaceSockets } from './place-sockets.ts';
import { placeViewOf } from './place-view.ts';
import { type Placed, Room } from './room.ts';
import { newKeyPair } from './ticket.ts';

/** Later than this the product counts as out of reach, and the administrator is told to repeat. */
const productDeadlineMs = 10_000;

/** What a room asks of its product. */
interface RemoteProduct {
  openWaitingRoom(room: OpenWaitingRoom, cause: Cause): Promise<Answer<null>>;
  closeWaitingRoom(cause: Cause): Promise<Answer<null>>;
}

interface RoomEnv {
  PRODUCTS: { getByName(id: string): RemoteProduct };
}

/** Where buyers of one product wait, apart from its actor, which has to sell. Named by the product's id. */
export class WaitingRoom extends ActorObject<RoomEnv, Room> {
  readonly #sockets = new PlaceSockets(this.ctx, (cartId) => this.look(cartId), Date.now);
  #lastChange: Promise<unknown> = Promise.resolve();

  protected house(platform: Platform): Room {
    return new Room(platform, () => this.#sockets.tell());
  }

  /** First the room, then the product: if it ends in between, there is a room that nobody needs to pass. */
  open({ perMinute, ticketMinutes }: WaitingRoomBody, cause: Cause): Promise<Answer<WaitingRoomView>> {
    return this.#inTurn(async () => {
      const ticketMs = ticketMinutes * 60_000;
      const keys = this.housed.keys ?? (await newKeyPair());
      this.housed.open(perMinute, ticketMs, keys);
      const { publicKey } = keys;
      const told = await this.#product.openWaitingRoom({ perMinute, ticketMs, publicKey }, cause);
      if (!told.ok) return told;
      const view = { productId: this.name, perMinute, ticketMinutes, waiting: this.housed.waiting };
      return { ...told, value: view };
    });
  }

  /** First the product: nobody is to be asked for a ticket that nobody gives. */
  close(cause: Cause): Promise<Answer<null>> {
    return this.#inTurn(async () => {
      const told = await this.#product.closeWaitingRoom(cause);
      if (!told.ok) return told;
      this.housed.close();
      await this.#sockets.tell();
      return told;
    });
  }

  /** The cart's place, taken if it has none. Null where the room is closed. */
  async take(cartId: string): Promise<PlaceView | null> {
    return this.#viewOf(cartId, await this.command((room) => room.take(cartId)));
  }

  /** Null where the cart has no place, or not any more. */
  async look(cartId: string): Promise<PlaceView | null> {
    return this.#viewOf(cartId, this.housed.look(cartId));
  }

  /** GET …/places/{cartId}/live: a WebSocket goes through `fetch` only. */
  override async fetch(request: Request): Promise<Response> {
    const [cartId = ''] = new URL(request.url).pathname.split('/').slice(-2);
    const response = await this.#sockets.open(request, this.name, cartId);
    if (response.status === 101) this.housed.watch();
    return response;
  }
  override webSocketMessage(socket: WebSocket): void {
    this.#sockets.refuse(socket);
  }
  override webSocketClose(socket: WebSocket): void {
    this.#sockets.leave(socket);
  }

  async #viewOf(cartId: string, placed: Placed | undefined): Promise<PlaceView | null> {
    const { keys } = this.housed;
    if (!placed || !keys) return null;
    return placeViewOf(placed, { productId: this.name, cartId }, Date.now(), keys.privateKey);
  }

  /** One after the other: an opening and a closing that mix could leave a door behind that no ticket opens. */
  #inTurn<Value>(change: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
    const changed = this.#lastChange.then(change).catch((error) => {
      console.warn(JSON.stringify({ service: 'product', calling: 'product', error: String(error) }));
      return refused({ type: 'ServiceUnavailable', service: 'product' });
    });
    this.#lastChange = changed;
    return changed;
  }

  get #product(): RemoteProduct {
    const product = this.env.PRODUCTS.getByName(this.name);
    const inTime = <Value>(told: Promise<Value>) => withDeadline(told, productDeadlineMs, 'product');
    return {
      openWaitingRoom: (room, cause) => inTime(product.openWaitingRoom(room, cause)),
      closeWaitingRoom: (cause) => inTime(product.closeWaitingRoom(cause)),
    };
  }
}
