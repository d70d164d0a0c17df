import { Actor } from '../../shared/actor/actor.ts';
import type { ActorDefinition } from '../../shared/actor/definition.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Outlet } from '../../shared/actor/relay.ts';
import type { Handled } from '../../shared/actor/request.ts';
import type { Answer, Call } from '../../shared/contracts/call.ts';
import { integrationEvent, type ProductUpdated } from '../../shared/contracts/events.ts';
import type {
  Held,
  ProductBody,
  ProductSnapshot,
  ProductView,
  StockBody,
  StockView,
} from '../../shared/contracts/product.ts';
import type { ImportStatus, ProductLine } from '../../shared/contracts/product-line.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import type { Standing } from '../../shared/projection/standing.ts';
import type { ProductCommand } from './domain/commands.ts';
import { decide } from './domain/decide.ts';
import { type Hold, holds } from './domain/hold.ts';
import { noticeOf } from './domain/notice.ts';
import {
  availableInAll,
  type Details,
  evolve,
  initialProduct,
  type OpenWaitingRoom,
  type Product,
  type ProductEvent,
} from './domain/product.ts';
import { stockInAll } from './domain/sharding.ts';
import { upkeepDue } from './sharding/upkeep.ts';
import { stockViewOf, viewOf } from './view.ts';

export const productDefinition: ActorDefinition<Product, ProductCommand, ProductEvent, Rejection, Hold> = {
  decider: { initialState: initialProduct, decide, evolve, entries: holds },
  eventVersions: {
    ProductListed: 1,
    ProductChanged: 1,
    ProductArchived: 1,
    StockAdjusted: 1,
    StockReserved: 1,
    HoldCommitted: 1,
    HoldReleased: 1,
    HoldExpired: 1,
    SaleReturned: 1,
    UnitsRestocked: 1,
    WaitingRoomOpened: 1,
    WaitingRoomClosed: 1,
    ShardsChanging: 1,
    ShardsChangePutOff: 1,
    ShardsChanged: 1,
    StockAllotted: 1,
    ShardReported: 1,
  },
  stateVersion: 1,
  due: upkeepDue,
  version: (state) => (state.status === 'none' ? 0 : state.version),
  commandWhenEntryDue: (holdId, at) => ({ type: 'ExpireHold', at, holdId }),
  isPublic: noticeOf,
};

/** Whom a product tells that it has changed. */
export interface ProductSubscribers {
  tell(event: ProductUpdated): Promise<void>;
  /** Whether all of them know of this product up to `seq`. */
  haveHeard(productId: string, seq: number): Promise<boolean>;
}

/**
 * A sellable unit: details, price, and the stock that is in its own actor. Where that is not all there is of it,
 * `ShardedProduct` stands before it.
 */
export class ProductActor {
  readonly id: string;
  readonly actor: Actor<Product, ProductCommand, ProductEvent, Rejection, Hold>;
  readonly #platform: Platform;

  constructor(platform: Platform, id: string, subscribers: ProductSubscribers) {
    this.#platform = platform;
    this.id = id;
    this.actor = new Actor(platform, productDefinition, outletTo(subscribers, id));
  }

  put(body: ProductBody, call: Call): Answer<{ product: ProductView; created: boolean }> {
    const created = this.actor.state.status === 'none';
    const details = detailsOf(body);
    const command = { type: 'ListProduct', at: this.#now(), productId: this.id, details } as const;
    return this.#handle(command, call, () => ({ product: this.view() as ProductView, created }));
  }

  archive(call: Call): Answer<null> {
    return this.#handle({ type: 'ArchiveProduct', at: this.#now(), productId: this.id }, call, () => null);
  }

  adjust({ delta, reason = '' }: StockBody, call: Call): Answer<StockView> {
    const command = { type: 'AdjustStock', at: this.#now(), productId: this.id, delta, reason } as const;
    return this.#handle(command, call, () => this.stock() as StockView);
  }

  /** Splits the stock over so many shards; 1: over none. */
  changeShards(count: number, call: Call): Answer<StockView> {
    const command = { type: 'ChangeShards', at: this.#now(), productId: this.id, count } as const;
    return this.#handle({ ...command, reason: 'merchant' }, call, () => this.stock() as StockView);
  }

  /** Takes details and stock from a file. The same again changes nothing. */
  import(line: ProductLine, cause: Cause): Answer<ImportStatus> {
    const { state, seq } = this.actor;
    const details = detailsOf(line);
    const productId = this.id;
    const command = {
      type: 'ImportProduct',
      at: this.#now(),
      productId,
      details,
      onHand: line.stock,
    } as const;
    return this.#handleInternal(command, cause, () => {
      if (state.status === 'none') return 'created';
      return this.actor.seq === seq ? 'unchanged' : 'updated';
    });
  }

  /** The line that would import it as it is, or null where it is not on sale. */
  export(): ProductLine | null {
    const product = this.actor.state;
    if (product.status !== 'active') return null;
    const { name, description, image, attributes, price } = product.details;
    return {
      id: this.id,
      name,
      ...(description === '' ? {} : { description }),
      ...(image === null ? {} : { image }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      price,
      stock: stockInAll(product).onHand,
    };
  }

  openWaitingRoom(room: OpenWaitingRoom, cause: Cause): Answer<null> {
    const command = { type: 'OpenWaitingRoom', at: this.#now(), productId: this.id, ...room } as const;
    return this.#handleInternal(command, cause, () => null);
  }

  closeWaitingRoom(cause: Cause): Answer<null> {
    const command = { type: 'CloseWaitingRoom', at: this.#now(), productId: this.id } as const;
    return this.#handleInternal(command, cause, () => null);
  }

  /**
   * @param admittedBy the key of the waiting room whose ticket was good: waiting-room/admission.ts
   * @param placedAt when the order was placed (ms since 1970); 0: not known. Here as in what follows.
   */
  reserve(
    holdId: string,
    quantity: number,
    ttlMs: number,
    cause: Cause,
    admittedBy?: string,
    placedAt = 0,
  ): Answer<Held> {
    const wanted = { productId: this.id, holdId, quantity, ttlMs, admittedBy, ...placed(placedAt) };
    const command = { type: 'ReserveStock', at: this.#now(), ...wanted } as const;
    return this.#handleInternal(command, cause, () => this.#held(quantity));
  }

  commit(holdId: string, quantity: number, cause: Cause): Answer<null> {
    return this.#handleInternal({ type: 'CommitHold', at: this.#now(), holdId, quantity }, cause, () => null);
  }

  release(holdId: string, cause: Cause, placedAt = 0): Answer<null> {
    const command = { type: 'ReleaseHold', at: this.#now(), holdId } as const;
    return this.#handleInternal({ ...command, ...placed(placedAt) }, cause, () => null);
  }

  giveBack(holdId: string, cause: Cause, placedAt = 0): Answer<null> {
    const command = { type: 'GiveBackHold', at: this.#now(), holdId } as const;
    return this.#handleInternal({ ...command, ...placed(placedAt) }, cause, () => null);
  }

  restock(holdId: string, returnId: string, quantity: number, cause: Cause): Answer<null> {
    const command = { type: 'RestockUnits', at: this.#now(), holdId, returnId, quantity } as const;
    return this.#handleInternal(command, cause, () => null);
  }

  view(): ProductView | null {
    const snapshot = this.snapshot();
    return snapshot && viewOf(snapshot);
  }

  snapshot(): ProductSnapshot | null {
    return snapshotOf(this.actor.state, this.actor.seq);
  }

  /** How it is to be listed now, and how far it has told others. */
  standing(): Standing<ProductSnapshot> | null {
    const [data, told] = [this.snapshot(), this.actor.told];
    return data && told && { listing: { id: this.id, seq: data.seq, at: told.at, data }, told };
  }

  stock(): StockView | null {
    const product = this.actor.state;
    if (product.status === 'none') return null;
    return stockViewOf(product);
  }

  /** @param onDue what is done on top of that */
  ring(onDue?: () => Promise<void>): Promise<void> {
    return this.actor.ring(onDue);
  }

  #held(quantity: number): Held {
    const product = this.actor.state;
    if (product.status === 'none') throw new Error('a hold was granted on a product that does not exist');
    const { name, image, price } = product.details;
    return { productId: this.id, quantity, unitPrice: price, name, image };
  }

  #handle<Value>(command: ProductCommand, call: Call, answer: () => Value): Answer<Value> {
    const { cause, repeat, ifVersion } = call;
    return this.#published(this.actor.handle({ command, cause, repeat, ifVersion }, answer));
  }

  #handleInternal<Value>(command: ProductCommand, cause: Cause, answer: () => Value): Answer<Value> {
    return this.#published(this.actor.handle({ command, cause }, answer));
  }

  #published<Value>(answer: Handled<Value, Rejection>): Answer<Value> {
    this.actor.publishSoon();
    return answer;
  }

  #now(): number {
    return this.#platform.now();
  }
}

function placed(placedAt: number): { placedAt?: number } {
  return placedAt === 0 ? {} : { placedAt };
}

function detailsOf({ name, description = '', image, attributes = {}, price }: ProductBody): Details {
  return { name, description, image: image ?? null, attributes, price };
}

function snapshotOf(product: Product, seq: number): ProductSnapshot | null {
  if (product.status === 'none') return null;
  const { productId, status, details, waitingRoom, version, updatedAt } = product;
  const shown = waitingRoom ? { waitingRoom: { perMinute: waitingRoom.perMinute } } : {};
  const available = availableInAll(product);
  return { productId, seq, ...details, available, status, ...shown, version, updatedAt };
}

/** One message tells the whole product as it now is, however many events it is late. */
function outletTo(subscribers: ProductSubscribers, id: string): Outlet<Product, ProductEvent> {
  return {
    async publish(events, state, seq) {
      const snapshot = snapshotOf(state, seq);
      const last = events.at(-1);
      if (!snapshot || !last) return;
      const { trace, event } = last;
      await subscribers.tell(
        integrationEvent('ProductUpdated', `product/${id}`, seq, event.at, trace, snapshot),
      );
    },
    confirm: (_state, seq) => subscribers.haveHeard(id, seq),
  };
}
