import type { Money } from '../../../shared/money.ts';
import type { HoldEvent } from './hold.ts';
import {
  evolveSharding,
  freeInShards,
  isShardingEvent,
  type Sharding,
  type ShardingEvent,
} from './sharding.ts';
import { available, evolveStock, noStock, type Stock } from './stock.ts';

/*
 *          list              archive
 *   none ───────▶ active ◀──────────▶ archived
 *                          list again
 */

export interface Details {
  name: string;
  description: string;
  image: string | null;
  attributes: Record<string, string>;
  price: Money;
}

/** Who buys must have waited there first. */
export interface OpenWaitingRoom {
  /** How many are let in. */
  perMinute: number;
  /** How long their tickets are good. */
  ticketMs: number;
  /** What tickets are verified with. Another opening has another one. */
  publicKey: string;
}

export interface Listed {
  status: 'active' | 'archived';
  productId: string;
  details: Details;
  /** What the product's own actor has; the shards, where there are any, have the rest. */
  stock: Stock;
  waitingRoom?: OpenWaitingRoom;
  /** Counts changes of details, status and waiting room, not sales. */
  version: number;
  /** ms since 1970, of the last such change */
  updatedAt: number;
  /** ms since 1970, of the latest order for which something was held here; left out where that is not known */
  latestPlacedAt?: number;
  /** Left out until the stock is split for the first time. */
  sharding?: Sharding;
}

export type Product = { status: 'none' } | Listed;

export type ProductEvent =
  | ({ at: number } & (
      | { type: 'ProductListed'; productId: string; details: Details }
      | { type: 'ProductChanged'; details: Details }
      | { type: 'ProductArchived' }
      | { type: 'StockAdjusted'; delta: number; reason: string }
      /** Or it lets in at another rate from now on. */
      | ({ type: 'WaitingRoomOpened' } & OpenWaitingRoom)
      | { type: 'WaitingRoomClosed' }
    ))
  | HoldEvent
  | ShardingEvent;

export const initialProduct: Product = { status: 'none' };

/** Units that nobody holds, wherever they are. */
export function availableInAll({ stock, sharding }: Listed): number {
  return available(stock) + freeInShards(sharding);
}

export function evolve(state: Product, event: ProductEvent): Product {
  if (event.type === 'ProductListed') {
    const { productId, details, at } = event;
    return { status: 'active', productId, details, stock: noStock, version: 1, updatedAt: at };
  }
  if (state.status === 'none') return state; // only the tombstone of a hold on a product that is not there
  switch (event.type) {
    case 'ProductChanged':
      return { ...changed(state, event.at), status: 'active', details: event.details };
    case 'ProductArchived':
      return { ...changed(state, event.at), status: 'archived' };
    case 'WaitingRoomOpened': {
      const { perMinute, ticketMs, publicKey } = event;
      return { ...changed(state, event.at), waitingRoom: { perMinute, ticketMs, publicKey } };
    }
    case 'WaitingRoomClosed': {
      const { waitingRoom: _, ...open } = changed(state, event.at);
      return open;
    }
    case 'StockAdjusted':
      return adjusted(state, event.delta);
    default:
      return isShardingEvent(event) ? evolveSharding(state, event) : evolveHolding(state, event);
  }
}

function changed(state: Listed, at: number): Listed {
  return { ...state, version: state.version + 1, updatedAt: at };
}

function adjusted(state: Listed, delta: number): Listed {
  const { stock, sharding } = state;
  const after = { ...state, stock: { ...stock, onHand: stock.onHand + delta } };
  return sharding ? { ...after, sharding: { ...sharding, received: sharding.received + delta } } : after;
}

/** Takes in what becomes of a hold, also at a shard. */
export function evolveHolding<State extends { stock: Stock; latestPlacedAt?: number }>(
  state: State,
  event: HoldEvent,
): State {
  const after = { ...state, stock: evolveStock(state.stock, event) };
  const placedAt = 'placedAt' in event ? (event.placedAt ?? 0) : 0;
  return placedAt > (state.latestPlacedAt ?? 0) ? { ...after, latestPlacedAt: placedAt } : after;
}
