import type { OrderLine } from './line.ts';
import { type Order, type PlacedOrder, totalMinor } from './order.ts';
import { nextRefundStep, type RefundItem } from './refund.ts';

/*
 * The checkout saga.
 *
 *   validateCart ──▶ reserveStock ──▶ processPayment ──▶ commitStock ──▶ capturePayment ──▶ createOrder
 *        │                │                 │                │                 │
 *   reopenCart ◀──  releaseStock  ◀──  voidPayment  ◀── returnStock ◀── refundPayment
 *
 * Money is authorised before the stock is sold and taken only after: nobody pays for what is not there. An
 * undo stands in the state before its act is attempted: from the moment a step is next, it may have
 * happened, and if it fails without a clear no, it counts as done until it is undone. Undoing what never
 * happened is a remembered no-op at the other side.
 */

export type Effect =
  | { step: 'validateCart' }
  | { step: 'reserveStock'; lines: OrderLine[] }
  /** `ask`: it may have happened already, so the provider is asked before anything else. */
  | { step: 'processPayment'; amountMinor: number; ask: boolean }
  | { step: 'commitStock'; lines: OrderLine[] }
  | { step: 'capturePayment'; amountMinor: number; ask: boolean }
  | { step: 'refundPayment' }
  | { step: 'voidPayment' }
  | { step: 'returnStock'; productIds: string[] }
  | { step: 'releaseStock'; productIds: string[] }
  | { step: 'payRefund'; refundId: string; amountMinor: number }
  | { step: 'restockItems'; refundId: string; items: RefundItem[] }
  /** `forget`: nothing came of it, so the same request may be made again. */
  | { step: 'reopenCart'; forget: boolean };

/** What the order does next, or null when it waits for somebody or is at its end. */
export function nextStep(order: Order): Effect | null {
  if (order.status === 'placing') return nextForward(order);
  if (order.status === 'undoing') return nextUndo(order);
  if (order.status === 'confirmed' || order.status === 'fulfilled') return nextRefundStep(order);
  return null;
}

function nextForward(order: PlacedOrder): Effect {
  const { lines, stock, payment, interrupted } = order;
  const amountMinor = totalMinor(order);
  if (!lines) return { step: 'validateCart' };
  if (stock.status === 'none') return { step: 'reserveStock', lines };
  if (payment.status === 'none') return { step: 'processPayment', amountMinor, ask: interrupted };
  if (stock.status === 'held') return { step: 'commitStock', lines };
  return { step: 'capturePayment', amountMinor, ask: order.attempt > 1 };
}

function nextUndo(order: PlacedOrder): Effect | null {
  const { cart, stock, payment } = order;
  const { productIds } = stock;
  // A capture that failed may have happened all the same: it stands as `unknown` with the stock sold.
  const mayBeCaptured = payment.status === 'unknown' && stock.status === 'sold';
  if (payment.status === 'captured' || mayBeCaptured) return { step: 'refundPayment' };
  if (stock.status === 'sold') return { step: 'returnStock', productIds };
  if (['unknown', 'requiresAction', 'authorized'].includes(payment.status)) return { step: 'voidPayment' };
  if (stock.status === 'held') return { step: 'releaseStock', productIds };
  if (cart === 'frozen') return { step: 'reopenCart', forget: isUnavailable(order) };
  return null;
}

function isUnavailable(order: PlacedOrder): boolean {
  return order.failure?.type === 'ServiceUnavailable';
}
