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

/** Units of a committed hold that are still sold. */
export function stillSold({ quantity, restocked = {} }: Extract<Hold, { status: 'committed' }>): number {
  return Object.values(restocked).reduce((left, returned) => left - returned, quantity);
}

export const holds: EntryFold<ProductCommand, ProductEvent, Hold> = {
  idOf: (message) => ('holdId' in message ? message.holdId : undefined),
  due: (hold) => (hold.status === 'open' ? hold.expiresAt : undefined),
  evolve(hold, event): Hold {
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
      default:
        return hold as Hold; // no other event names a hold
    }
  },
};
