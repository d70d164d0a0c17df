import type { HoldCommand, HoldEvent } from '../hold.ts';
import { evolveHolding } from '../product.ts';
import type { Listing, Report, Seal } from '../sharding.ts';
import { available, noStock, type Stock } from '../stock.ts';

/*
 * A part of a product's stock, with the holds on it: sharding.ts says how units come here and go.
 *
 *   taken − returned = onHand + sold
 */

export interface StockShard {
  stock: Stock;
  /** Units that have arrived from the product so far. */
  taken: number;
  /** Units that were given back to the product so far. */
  returned: number;
  /** Units that came free here so far, by a release, an expiry or a return. */
  freed: number;
  /** null: the product was not heard of yet */
  listing: Listing | null;
  seal: Seal | null;
  /** ms since 1970, of the latest order for which something was held here */
  latestPlacedAt?: number;
}

/** `at` is when the command was given, ms since 1970. */
export type ShardCommand =
  | ({ at: number } & (
      | { type: 'HearProduct'; given: number; listing: Listing; seal: Seal | null }
      /** Gives back everything that is free. */
      | { type: 'ReturnUnits' }
    ))
  | HoldCommand;

export type ShardEvent =
  | ({ at: number } & (
      | { type: 'UnitsTaken'; units: number }
      | { type: 'UnitsReturned'; units: number }
      | { type: 'ListingHeard'; listing: Listing }
      | { type: 'ShardSealed'; from: number; known: number }
    ))
  | HoldEvent;

export const initialShard: StockShard = {
  stock: noStock,
  taken: 0,
  returned: 0,
  freed: 0,
  listing: null,
  seal: null,
};

export function evolveShard(shard: StockShard, event: ShardEvent): StockShard {
  switch (event.type) {
    case 'UnitsTaken':
      return { ...moved(shard, event.units), taken: shard.taken + event.units };
    case 'UnitsReturned':
      return { ...moved(shard, -event.units), returned: shard.returned + event.units };
    case 'ListingHeard':
      return { ...shard, listing: event.listing };
    case 'ShardSealed':
      return { ...shard, seal: { from: event.from, known: event.known } };
    case 'HoldReleased':
    case 'HoldExpired':
    case 'SaleReturned':
    case 'UnitsRestocked':
      return evolveHolding({ ...shard, freed: shard.freed + event.quantity }, event);
    default:
      return evolveHolding(shard, event);
  }
}

function moved(shard: StockShard, units: number): StockShard {
  const { stock } = shard;
  return { ...shard, stock: { ...stock, onHand: stock.onHand + units } };
}

/**
 * Whether a new order may hold something here.
 *
 * @param known how many layouts they knew who found the way here
 */
export function isOpenFor({ seal }: StockShard, placedAt: number, known: number): boolean {
  if (!seal || known > seal.known) return true;
  return known === seal.known && placedAt < seal.from;
}

export function reportOf(shard: StockShard, seq: number): Report {
  const { stock, taken, returned, freed, listing, seal } = shard;
  const { held, sold } = stock;
  const version = listing?.version ?? 0;
  const figures = { taken, returned, free: available(stock), held, sold, freed };
  return { seq, ...figures, version, sealedFrom: seal?.from ?? null };
}
