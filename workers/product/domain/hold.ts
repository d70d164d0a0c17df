import type { EntryFold } from '../../../shared/actor/decider.ts';
import type { ProductCommand } from './commands.ts';
import type { ProductEvent } from './product.ts';

/*
 *             commit
 *   open ───────────────▶ committed ──return──▶ returned
 *    │ │                     ▲
 *    │ └──expire──▶ expired ─┘ commit, if stock allows
 *    └──release──▶ released          a release that comes first leaves `released` behind
 *
 *   Of a committed hold some units may come back while the rest stays sold: `restocked`.
 *
 *   A hold resolves exactly once. What became of it is remembered for good.
 */

export type Hold =
  | { status: 'open'; quantity: number; expiresAt: number }
  /** `restocked`: the units that came back, by what brought them back. */
  | { status: 'committed'; quantity: number; restocked?: Record<string, number> }
  | { status: 'released' | 'expired' | 'returned'; quantity: number };

/**
 * `at` is when the command was given, `placedAt` when the order was placed that the hold is for: ms since 1970. It
 * is left out where that is not known.
 */
export type HoldCommand = { at: number } & (
  | {
      type: 'ReserveStock';
      productId: string;
      holdId: string;
      quantity: number;
      ttlMs: number;
      /** The public key of the waiting room whose ticket the buyer has shown, if it was good. */
      admittedBy?: string | undefined;
      placedAt?: number;
    }
  | { type: 'CommitHold'; holdId: string; quantity: number }
  | { type: 'ReleaseHold'; holdId: string; placedAt?: number }
  /** Release what is open, return what is sold. */
  | { type: 'GiveBackHold'; holdId: string; placedAt?: number }
  /** Some units of a sale come back on the shelf. Once for each `returnId`. */
  | { type: 'RestockUnits'; holdId: string; returnId: string; quantity: number }
  | { type: 'ExpireHold'; holdId: string }
);

/** `placedAt` stands in the event that a hold begins with. */
export type HoldEvent = { at: number } & (
  | { type: 'StockReserved'; holdId: string; quantity: number; expiresAt: number; placedAt?: number }
  /** `late`: the hold had expired, and the units were taken anew. */
  | { type: 'HoldCommitted'; holdId: string; quantity: number; late: boolean }
  /** A quantity of 0 is the tombstone of a hold that never was. */
  | { type: 'HoldReleased'; holdId: string; quantity: number; placedAt?: number }
  | { type: 'HoldExpired'; holdId: string; quantity: number }
  /** All that was left of a sale came back. */
  | { type: 'SaleReturned'; holdId: string; quantity: number }
  /** Some units of a sale came back, and the sale stands. */
  | { type: 'UnitsRestocked'; holdId: string; returnId: string; quantity: number }
);

/** Units of a committed hold that are still sold. */
export function stillSold({ quantity, restocked = {} }: Extract<Hold, { status: 'committed' }>): number {
  return Object.values(restocked).reduce((left, returned) => left - returned, quantity);
}

type Message = { at: number; type: string };

/** Of any actor that has stock: its entries are the holds on it. */
export function holdsAmong<Command extends Message, Event extends Message>(): EntryFold<
  Command,
  Event,
  Hold
> {
  return {
    idOf: (message) => ('holdId' in message ? (message.holdId as string) : undefined),
    due: (hold) => (hold.status === 'open' ? hold.expiresAt : undefined),
    evolve: (hold, event) => evolveHold(hold, event as Message as HoldEvent), // no other event names a hold
  };
}

export const holds = holdsAmong<ProductCommand, ProductEvent>();

function evolveHold(hold: Hold | undefined, event: HoldEvent): Hold {
  switch (event.type) {
    case 'StockReserved':
      return { status: 'open', quantity: event.quantity, expiresAt: event.expiresAt };
    case 'HoldCommitted':
      return { status: 'committed', quantity: event.quantity };
    case 'HoldReleased':
      return { status: 'released', quantity: event.quantity };
    case 'HoldExpired':
      return { status: 'expired', quantity: event.quantity };
    case 'SaleReturned':
      return { status: 'returned', quantity: event.quantity };
    case 'UnitsRestocked': {
      const sale = hold as Extract<Hold, { status: 'committed' }>; // nothing else is restocked
      return { ...sale, restocked: { ...sale.restocked, [event.returnId]: event.quantity } };
    }
  }
}
