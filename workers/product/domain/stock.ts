import type { HoldEvent } from './hold.ts';

/*
 *   available = onHand − held          every unit that came in = onHand + sold + gone out again
 */

export interface Stock {
  onHand: number;
  /** Promised to checkouts that have not ended. Part of `onHand`. */
  held: number;
  sold: number;
}

export const noStock: Stock = { onHand: 0, held: 0, sold: 0 };

export function available(stock: Stock): number {
  return stock.onHand - stock.held;
}

/** What becomes of a hold moves units between what is available, held and sold. */
export function evolveStock(stock: Stock, event: HoldEvent): Stock {
  const { onHand, held, sold } = stock;
  switch (event.type) {
    case 'StockReserved':
      return { ...stock, held: held + event.quantity };
    case 'HoldCommitted':
      return {
        onHand: onHand - event.quantity,
        held: event.late ? held : held - event.quantity,
        sold: sold + event.quantity,
      };
    case 'HoldReleased':
    case 'HoldExpired':
      return { ...stock, held: held - event.quantity };
    case 'SaleReturned':
    case 'UnitsRestocked':
      return { ...stock, onHand: onHand + event.quantity, sold: sold - event.quantity };
  }
}
