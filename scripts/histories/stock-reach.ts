import type { Stock, StockEffect, StockState } from './stock-model.ts';

/** How far what is pending could move the stock, in units. */
interface Reach {
  received: number;
  takenOut: number;
  sold: number;
  givenBack: number;
}

/**
 * Whether what is pending can lead to this stock at all: receipts alone move the sum of `onHand` and `sold`,
 * sales and what comes back move `sold`. Spares the search from looking at what is too far away.
 */
export function canBecome(state: StockState, stock: Stock, pending: readonly StockEffect[]): boolean {
  const reach = reachOf(state, pending);
  const more = stock.onHand + stock.sold - state.onHand - state.sold;
  const moreSold = stock.sold - state.sold;
  return (
    more <= reach.received &&
    more >= -reach.takenOut &&
    moreSold <= reach.sold &&
    moreSold >= -reach.givenBack
  );
}

function reachOf({ returnable }: StockState, pending: readonly StockEffect[]): Reach {
  const reach: Reach = { received: 0, takenOut: 0, sold: 0, givenBack: 0 };
  let maybeGivenBack = 0;
  for (const effect of pending) {
    if (effect.kind === 'receive') {
      reach.received += Math.max(0, effect.units);
      reach.takenOut += Math.max(0, -effect.units);
    } else if (effect.kind === 'sell') {
      reach.sold += effect.units;
    } else if (effect.kind === 'giveBack') {
      if (effect.maybe) maybeGivenBack += effect.units;
      else reach.givenBack += effect.units;
    }
  }
  // What is sold and given back after this leaves `sold` where it is.
  reach.givenBack += Math.min(returnable, maybeGivenBack);
  return reach;
}
