import type { Money } from '../../../shared/money.ts';

/*
 *          list              archive
 *   none ───────▶ active ◀──────────▶ archived
 *                          list again
 *
 *   available = onHand − held          every unit received = onHand + sold + taken out again
 */

export interface Details {
  name: string;
  description: string;
  image: string | null;
  attributes: Record<string, string>;
  price: Money;
}

export interface Stock {
  onHand: number;
  /** Promised to checkouts that have not ended. Part of `onHand`. */
  held: number;
  sold: number;
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
  stock: Stock;
  waitingRoom?: OpenWaitingRoom;
  /** Counts changes of details, status and waiting room, not sales. */
  version: number;
  /** ms since 1970, of the last such change */
  updatedAt: number;
}

export type Product = { status: 'none' } | Listed;

export type ProductEvent = { at: number } & (
  | { type: 'ProductListed'; productId: string; details: Details }
  | { type: 'ProductChanged'; details: Details }
  | { type: 'ProductArchived' }
  | { type: 'StockAdjusted'; delta: number; reason: string }
  | { type: 'StockReserved'; holdId: string; quantity: number; expiresAt: number }
  /** `late`: the hold had expired, and the units were taken anew. */
  | { type: 'HoldCommitted'; holdId: string; quantity: number; late: boolean }
  /** A quantity of 0 is the tombstone of a hold that never was. */
  | { type: 'HoldReleased'; holdId: string; quantity: number }
  | { type: 'HoldExpired'; holdId: string; quantity: number }
  /** All that was left of a sale came back. */
  | { type: 'SaleReturned'; holdId: string; quantity: number }
  /** Some units of a sale came back, and the sale stands. */
  | { type: 'UnitsRestocked'; holdId: string; returnId: string; quantity: number }
  /** Or it lets in at another rate from now on. */
  | ({ type: 'WaitingRoomOpened' } & OpenWaitingRoom)
  | { type: 'WaitingRoomClosed' }
);

export const initialProduct: Product = { status: 'none' };

export function available(stock: Stock): number {
  return stock.onHand - stock.held;
}

export function evolve(state: Product, event: ProductEvent): Product {
  if (event.type === 'ProductListed') {
    const stock = { onHand: 0, held: 0, sold: 0 };
    const { productId, details, at } = event;
    return { status: 'active', productId, details, stock, version: 1, updatedAt: at };
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
    default:
      return { ...state, stock: evolveStock(state.stock, event) };
  }
}

function changed(state: Listed, at: number): Listed {
  return { ...state, version: state.version + 1, updatedAt: at };
}

type StockEvent = Exclude<
  ProductEvent,
  {
    type: 'ProductListed' | 'ProductChanged' | 'ProductArchived' | 'WaitingRoomOpened' | 'WaitingRoomClosed';
  }
>;

function evolveStock(stock: Stock, event: StockEvent): Stock {
  const { onHand, held, sold } = stock;
  switch (event.type) {
    case 'StockAdjusted':
      return { ...stock, onHand: onHand + event.delta };
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
