import type { Cause } from '../../../shared/actor/event-log.ts';
import type { Answer } from '../../../shared/contracts/call.ts';
import type { Held, ProductSnapshot } from '../../../shared/contracts/product.ts';
import type { Ticket } from '../../../shared/contracts/waiting-room.ts';
import { pause } from '../../../shared/pause.ts';
import { homeOf, type Layout, ownLayout } from '../domain/layout.ts';
import type { RemoteProduct } from '../service.ts';
import type { Homed } from './homed.ts';

type Hold<Value> = Promise<Homed<Value>>;

/**
 * An actor that may be the home of a hold.
 *
 * `placedAt` is when the order was placed (ms since 1970; 0: not known), and `known` how many layouts led here.
 */
export interface Home {
  reserve(
    holdId: string,
    quantity: number,
    ttlMs: number,
    cause: Cause,
    ticket: Ticket | undefined,
    placedAt: number,
    known: number,
  ): Hold<Held>;
  commit(holdId: string, quantity: number, cause: Cause, placedAt: number, known: number): Hold<null>;
  release(holdId: string, cause: Cause, placedAt: number, known: number): Hold<null>;
  giveBack(holdId: string, cause: Cause, placedAt: number, known: number): Hold<null>;
  restock(
    holdId: string,
    returnId: string,
    quantity: number,
    cause: Cause,
    placedAt: number,
    known: number,
  ): Hold<null>;
}

/** The product's own actor. */
export interface OwnHome extends Home {
  snapshot(): Promise<ProductSnapshot | null>;
  layouts(): Promise<Layout[]>;
}

export interface Homes {
  own(productId: string): OwnHome;
  shard(productId: string, shard: number): Home;
}

/** While the number of shards is changed, orders wait: for milliseconds, or seconds if a shard does not answer. */
const patienceMs = 6_000;
const firstPauseMs = 25;
const longestPauseMs = 400;

/** Whether there is enough, or where, could not be found out in time. */
export class StockBusy extends Error {
  constructor(productId: string) {
    super(`the stock of ${productId} could not be asked in time`);
    this.name = 'StockBusy';
  }
}

/** More are forgotten, and found out anew. */
const maxKnown = 1_000;

/** How the stock of products is laid out, as far as this process has learned. Of most there is nothing to learn. */
export class KnownLayouts {
  readonly #layouts = new Map<string, Layout[]>();

  of(productId: string): Layout[] {
    return this.#layouts.get(productId) ?? [ownLayout];
  }

  /** Says whether that was news. */
  learn(productId: string, layouts: Layout[]): boolean {
    if (layouts.length <= this.of(productId).length) return false;
    if (this.#layouts.size >= maxKnown) this.#layouts.clear();
    this.#layouts.set(productId, layouts);
    return true;
  }
}

/** A product whose holds are looked for where they are. */
export function productAt(productId: string, homes: Homes, known: KnownLayouts): RemoteProduct {
  const at = <Value>(holdId: string, placedAt: number, ask: (home: Home, known: number) => Hold<Value>) =>
    askAtHome(productId, homes, known, holdId, placedAt, ask);
  return {
    snapshot: () => homes.own(productId).snapshot(),
    reserve: (id, quantity, ttlMs, cause, ticket, placedAt) =>
      at(id, placedAt, (home, count) => home.reserve(id, quantity, ttlMs, cause, ticket, placedAt, count)),
    commit: (id, quantity, cause, placedAt) =>
      at(id, placedAt, (home, count) => home.commit(id, quantity, cause, placedAt, count)),
    release: (id, cause, placedAt) =>
      at(id, placedAt, (home, count) => home.release(id, cause, placedAt, count)),
    giveBack: (id, cause, placedAt) =>
      at(id, placedAt, (home, count) => home.giveBack(id, cause, placedAt, count)),
    restock: (id, returnId, quantity, cause, placedAt) =>
      at(id, placedAt, (home, count) => home.restock(id, returnId, quantity, cause, placedAt, count)),
  };
}

/** @throws StockBusy */
async function askAtHome<Value>(
  productId: string,
  homes: Homes,
  known: KnownLayouts,
  holdId: string,
  placedAt: number,
  ask: (home: Home, known: number) => Hold<Value>,
): Promise<Answer<Value>> {
  for (let waitedMs = 0; waitedMs < patienceMs; ) {
    const layouts = known.of(productId);
    const shard = homeOf(layouts, holdId, placedAt);
    const home = shard === null ? homes.own(productId) : homes.shard(productId, shard);
    const answer = await ask(home, layouts.length);
    if ('ok' in answer) return answer;
    if ('busy' in answer) break;
    const newest = answer.moved ?? (await homes.own(productId).layouts());
    if (known.learn(productId, newest)) continue;
    const pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, waitedMs));
    await pause(pauseMs);
    waitedMs += pauseMs;
  }
  throw new StockBusy(productId);
}
