import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { money } from '../../../shared/money.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { OrderCommand } from './commands.ts';
import type { OrderEvent } from './events.ts';
import type { Effect } from './next-step.ts';
import { isPlaced, linesOf, type Order, type PlacedOrder, shownStatus } from './order.ts';
import type { Refund, RefundItem } from './refund.ts';

type Of<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;
type Checked<Value> = Result<Value, Rejection>;

/**
 * Counts what was asked for and not only what was paid: two refunds at once never come to more than was
 * captured (lesson 14).
 */
export function requestRefund(order: Order, command: Of<'RequestRefund'>): Checked<OrderEvent[]> {
  if (!isPlaced(order)) return reject({ type: 'OrderNotFound' });
  if (!isPaid(order) || refundableMinor(order) === 0) {
    return reject({ type: 'IllegalTransition', from: shownStatus(order), to: 'refunded' });
  }
  const items = itemsOf(order, command);
  if (!items.ok) return items;
  const amount = amountOf(order, command, items.value);
  if (!amount.ok) return amount;
  const { at, restock, reason } = command;
  const refundId = `${order.orderId}-refund-${order.refunds.length + 1}`;
  return accept([
    { type: 'RefundRequested', at, refundId, amountMinor: amount.value, items: items.value, restock, reason },
  ]);
}

function isPaid({ status }: PlacedOrder): boolean {
  return status === 'confirmed' || status === 'fulfilled';
}

/** What nobody has asked back yet, in minor units. */
export function refundableMinor(order: PlacedOrder): number {
  return liveRefunds(order).reduce(
    (left, { amountMinor }) => left - amountMinor,
    order.payment.capturedMinor,
  );
}

/** Refunds that were made or may still be. */
export function liveRefunds(order: PlacedOrder): Refund[] {
  return order.refunds.filter(({ status }) => status !== 'refused');
}

/** Without items and amount everything that is left is meant. */
function itemsOf(order: PlacedOrder, { items, amountMinor }: Of<'RequestRefund'>): Checked<RefundItem[]> {
  const refundable = refundableItems(order);
  if (!items) return accept(amountMinor === undefined ? refundable : []);
  const excess = items.flatMap(({ productId, quantity }) => {
    const left = refundable.find((item) => item.productId === productId)?.quantity ?? 0;
    return quantity > left ? [{ productId, requested: quantity, refundable: left }] : [];
  });
  return excess.length > 0 ? reject({ type: 'ItemsNotRefundable', items: excess }) : accept(items);
}

function refundableItems(order: PlacedOrder): RefundItem[] {
  const refunded = liveRefunds(order).flatMap(({ items }) => items);
  return linesOf(order)
    .map(({ productId, quantity }) => ({
      productId,
      quantity: refunded
        .filter((item) => item.productId === productId)
        .reduce((left, item) => left - item.quantity, quantity),
    }))
    .filter(({ quantity }) => quantity > 0);
}

function amountOf(order: PlacedOrder, command: Of<'RequestRefund'>, items: RefundItem[]): Checked<number> {
  const { amountMinor, currency } = command;
  if (currency !== undefined && currency !== order.currency) {
    return reject({ type: 'CurrencyMismatch', expected: order.currency, actual: currency });
  }
  const refundable = refundableMinor(order);
  const asked = amountMinor ?? (command.items ? priceOf(order, items) : refundable);
  if (asked > refundable || asked === 0) {
    return reject({ type: 'RefundExceedsCapture', refundable: money(refundable, order.currency) });
  }
  return accept(asked);
}

/** What the buyer paid for these items, in minor units. */
function priceOf(order: PlacedOrder, items: RefundItem[]): number {
  return linesOf(order).reduce((sum, { productId, unitPriceMinor }) => {
    const item = items.find((one) => one.productId === productId);
    return sum + (item?.quantity ?? 0) * unitPriceMinor;
  }, 0);
}

export function recordRefund(
  { refundId, amountMinor }: Extract<Effect, { step: 'payRefund' }>,
  { at, refund }: Of<'RecordRefund'>,
): OrderEvent[] {
  if (refund.status === 'refused') return [{ type: 'RefundRefused', at, refundId, reason: refund.reason }];
  return [{ type: 'RefundPaid', at, refundId, amountMinor }];
}

export function recordRestocked(
  { refundId }: Extract<Effect, { step: 'restockItems' }>,
  { at }: Of<'RecordRestocked'>,
): OrderEvent[] {
  return [{ type: 'ItemsRestocked', at, refundId }];
}
