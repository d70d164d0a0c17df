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
 *   A hold resolves exactly once. What became of it is remembered for good.
 */

export type Hold =
  | { status: 'open'; quantity: number; expiresAt: number }
  | { status: 'committed' | 'released' | 'expired' | 'returned'; quantity: number };

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
      default:
        return hold as Hold; // no other event names a hold
    }
  },
};
