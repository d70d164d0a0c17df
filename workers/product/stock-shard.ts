import { Actor } from '../../shared/actor/actor.ts';
import type { ActorDefinition } from '../../shared/actor/definition.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Outlet } from '../../shared/actor/relay.ts';
import { refused } from '../../shared/contracts/call.ts';
import type { Held } from '../../shared/contracts/product.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import type { Ticket } from '../../shared/contracts/waiting-room.ts';
import { DeadlineExceeded, withDeadline } from '../../shared/deadline.ts';
import { shortage } from './domain/decide-hold.ts';
import { type Hold, type HoldCommand, holdsAmong } from './domain/hold.ts';
import { decideShard } from './domain/shard/decide.ts';
import {
  evolveShard,
  initialShard,
  isOpenFor,
  reportOf,
  type ShardCommand,
  type ShardEvent,
  type StockShard,
} from './domain/shard/shard.ts';
import type { Report, Word } from './domain/sharding.ts';
import { available } from './domain/stock.ts';
import { Backlog } from './sharding/backlog.ts';
import { type Homed, type MaybeLater, unitsLeft } from './sharding/homed.ts';
import { type Supply, stockCause } from './sharding/split-stock.ts';
import { admittedBy, type OpenRoom } from './waiting-room/admission.ts';

export const shardDefinition: ActorDefinition<StockShard, ShardCommand, ShardEvent, Rejection, Hold> = {
  decider: { initialState: initialShard, decide: decideShard, evolve: evolveShard, entries: holdsAmong() },
  eventVersions: {
    UnitsTaken: 1,
    UnitsReturned: 1,
    ListingHeard: 1,
    ShardSealed: 1,
    StockReserved: 1,
    HoldCommitted: 1,
    HoldReleased: 1,
    HoldExpired: 1,
    SaleReturned: 1,
    UnitsRestocked: 1,
  },
  stateVersion: 1,
  commandWhenEntryDue: (holdId, at) => ({ type: 'ExpireHold', at, holdId }),
  isPublic: (event, before, after) => noticeOf(event, before, after),
};

/** How soon the product must hear of it: at once where nothing is left here, or something is again. */
function noticeOf(event: ShardEvent, before: StockShard, after: StockShard): 'now' | 'soon' | false {
  if (!('holdId' in event)) return false;
  const [was, is] = [available(before.stock), available(after.stock)];
  return (was === 0) === (is === 0) ? 'soon' : 'now';
}

/** The product whose stock a shard has a part of. */
export interface ParentProduct {
  report(shard: number, report: Report): Promise<Word>;
  refill(shard: number, report: Report, wanted: number): Promise<Supply>;
}

/**
 * Longer than a product calls units back from shards that do not answer. Then it is asked again: should the first
 * answer still come, it does no harm.
 */
const refillDeadlineMs = 3_000;

/** A part of a hot product's stock. Its methods are what the Durable Object offers. */
export class StockShardActor {
  readonly actor: Actor<StockShard, ShardCommand, ShardEvent, Rejection, Hold>;
  readonly #platform: Platform;
  readonly #productId: string;
  readonly #shard: number;
  readonly #product: ParentProduct;
  readonly #backlog = new Backlog((units) => this.#refill(units));

  /** @param shard its number, from 0 */
  constructor(platform: Platform, productId: string, shard: number, product: ParentProduct) {
    this.#platform = platform;
    this.#productId = productId;
    this.#shard = shard;
    this.#product = product;
    this.actor = new Actor(platform, shardDefinition, this.#outlet());
  }

  /**
   * The key that a ticket is good by. One that seems to be none may be for a room of which nobody has told yet: then the
   * product is asked.
   */
  async admits(ticket: Ticket | undefined): Promise<string | undefined> {
    if (!ticket) return undefined;
    const key = await admittedBy(this.#room, ticket, this.#platform.now());
    if (key !== undefined) return key;
    this.hear(await this.#product.report(this.#shard, this.#report));
    return admittedBy(this.#room, ticket, this.#platform.now());
  }

  /**
   * @param admittedBy the key of the waiting room whose ticket was good
   * @param known how many layouts they knew who found the way here; here as in what follows
   */
  reserve(
    holdId: string,
    quantity: number,
    ttlMs: number,
    cause: Cause,
    admittedBy: string | undefined,
    placedAt: number,
    known: number,
  ): MaybeLater<Homed<Held>> {
    const wanted = { productId: this.#productId, holdId, quantity, ttlMs, admittedBy, placedAt };
    const command = { type: 'ReserveStock', ...wanted } as const;
    return this.#hold(command, cause, placedAt, known, () => this.#held(quantity));
  }

  commit(holdId: string, quantity: number, cause: Cause, placedAt: number, known: number) {
    return this.#hold({ type: 'CommitHold', holdId, quantity }, cause, placedAt, known, () => null);
  }

  release(holdId: string, cause: Cause, placedAt: number, known: number) {
    return this.#hold({ type: 'ReleaseHold', holdId, placedAt }, cause, placedAt, known, () => null);
  }

  giveBack(holdId: string, cause: Cause, placedAt: number, known: number) {
    return this.#hold({ type: 'GiveBackHold', holdId, placedAt }, cause, placedAt, known, () => null);
  }

  restock(holdId: string, returnId: string, quantity: number, cause: Cause, placedAt: number, known: number) {
    const command = { type: 'RestockUnits', holdId, returnId, quantity } as const;
    return this.#hold(command, cause, placedAt, known, () => null);
  }

  /** The product says something. Who waits here comes first, before anything goes back. */
  hear(word: Word): Report {
    this.#takeIn(word);
    this.#backlog.serve();
    if (word.recall) this.#returnAll();
    return this.#report;
  }

  async ring(): Promise<void> {
    await this.actor.ring();
    this.#backlog.serve();
  }

  /** Where too few units are here, the product is asked, and the answer comes later. */
  #hold<Value>(
    command: Distribute<HoldCommand>,
    cause: Cause,
    placedAt: number,
    known: number,
    answer: () => Value,
  ): MaybeLater<Homed<Value>> {
    const attempt = () =>
      this.#tryHold({ ...command, at: this.#platform.now() }, cause, placedAt, known, answer);
    const first = attempt();
    if (unitsLeft(first) === undefined || !('quantity' in command)) return first;
    return this.#backlog.wait(command.quantity, attempt, (left) => this.#refusal(command, left));
  }

  #tryHold<Value>(
    command: HoldCommand,
    cause: Cause,
    placedAt: number,
    known: number,
    answer: () => Value,
  ): Homed<Value> {
    if (!isOpenFor(this.actor.state, placedAt, known)) return { moved: null };
    const handled = this.actor.handle({ command, cause }, answer);
    this.actor.publishSoon();
    if (handled.ok) this.#serveOthers(command);
    return handled;
  }

  /** Units that have come free are for those who wait. */
  #serveOthers({ type }: HoldCommand): void {
    if (type !== 'ReserveStock' && type !== 'CommitHold') this.#backlog.serve();
  }

  /** What is not on sale is not there, however many units are left. */
  #refusal(command: Distribute<HoldCommand>, left: number): Homed<never> | null {
    const { listing } = this.actor.state;
    if (!('quantity' in command) || !listing) return null;
    const there = command.type === 'ReserveStock' && !listing.onSale ? 0 : left;
    if (there >= command.quantity) return null;
    return refused(shortage(this.#productId, command.quantity, there));
  }

  async #refill(units: number): Promise<number | null> {
    this.#returnAll();
    const asked = this.#product.refill(this.#shard, this.#report, units);
    const supply = await withDeadline(asked, refillDeadlineMs, 'product').catch(nullWhereLate);
    if (!supply) return null;
    this.#takeIn(supply);
    return supply.left;
  }

  #takeIn({ given, listing, seal }: Word): void {
    const at = this.#platform.now();
    this.actor.handleOwn({ type: 'HearProduct', at, given, listing, seal }, stockCause);
  }

  #returnAll(): void {
    this.actor.handleOwn({ type: 'ReturnUnits', at: this.#platform.now() }, stockCause);
  }

  #held(quantity: number): Held {
    const { listing } = this.actor.state;
    if (!listing) throw new Error('a hold was granted on a product that was never heard of');
    const { name, image, price } = listing;
    return { productId: this.#productId, quantity, unitPrice: price, name, image };
  }

  get #room(): OpenRoom | undefined {
    const { roomKey = null } = this.actor.state.listing ?? {};
    return roomKey === null ? undefined : { productId: this.#productId, publicKey: roomKey };
  }

  get #report(): Report {
    return reportOf(this.actor.state, this.actor.seq);
  }

  /** The product hears the newest figures, however many events they are late. */
  #outlet(): Outlet<StockShard, ShardEvent> {
    return {
      publish: async (_events, state, seq) => {
        this.hear(await this.#product.report(this.#shard, reportOf(state, seq)));
      },
    };
  }
}

function nullWhereLate(error: unknown): null {
  if (error instanceof DeadlineExceeded) return null;
  throw error;
}

type Distribute<Command> = Command extends unknown ? Omit<Command, 'at'> : never;
