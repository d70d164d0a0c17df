import type { Held } from '../../../shared/contracts/product.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { OrderCommand, PaymentRecord } from './commands.ts';
import type { OrderEvent } from './events.ts';
import { failed, retry, serviceDown } from './failures.ts';
import type { OrderLine } from './line.ts';
import { nextStep } from './next-step.ts';
import { evolve, linesOf, type PlacedOrder, paymentTtlMs, productIdsOf, totalMinor } from './order.ts';
import type { Step } from './steps.ts';

type Of<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;

export function recordValidated({ at, contents }: Of<'RecordValidated'>): OrderEvent[] {
  if (contents.lines.length === 0) return [failed(at, 'validateCart', { type: 'CartEmpty' })];
  return [{ type: 'CartValidated', at, lines: contents.lines }];
}

/** The price is the one at the moment of reserving. If it is not the one the buyer saw, the buyer decides. */
export function recordReserved(order: PlacedOrder, { at, held }: Of<'RecordReserved'>): OrderEvent[] {
  const lines = linesOf(order).map((line) => pricedAnew(line, held));
  const reserved: OrderEvent = { type: 'StockReserved', at, lines };
  const foreign = held.find(({ unitPrice }) => unitPrice.currency !== order.currency);
  if (foreign) {
    const { currency: actual } = foreign.unitPrice;
    const rejection = { type: 'CurrencyMismatch', expected: order.currency, actual } as const;
    return [reserved, failedHolding(order, at, rejection)];
  }
  const items = linesOf(order).flatMap((line) => {
    const { productId, unitPriceMinor: from } = line;
    const to = pricedAnew(line, held).unitPriceMinor;
    return from === to ? [] : [{ productId, from, to }];
  });
  if (items.length === 0 || order.acceptPriceChanges) return [reserved];
  return [reserved, failedHolding(order, at, { type: 'PriceChanged', items })];
}

function failedHolding(order: PlacedOrder, at: number, rejection: Rejection): OrderEvent {
  return failed(at, 'reserveStock', rejection, { held: productIdsOf(order) });
}

function pricedAnew(line: OrderLine, held: Held[]): OrderLine {
  const hold = held.find(({ productId }) => productId === line.productId);
  if (!hold) return line;
  return { ...line, name: hold.name, image: hold.image, unitPriceMinor: hold.unitPrice.amount };
}

export function recordPayment(order: PlacedOrder, { at, payment }: Of<'RecordPayment'>): OrderEvent[] {
  const step = 'processPayment';
  if (payment.status === 'declined') {
    const reason = payment.declineReason ?? 'declined';
    return [failed(at, step, { type: 'PaymentDeclined', reason }, { declined: true })];
  }
  // A payment of another amount or currency is not this order's, whatever the provider says of it.
  if (!isPaymentOf(order, payment)) return [failed(at, step, serviceDown('payment'))];
  if (payment.status === 'opened') return opened(order, at, payment);
  if (payment.status === 'authorized' || payment.status === 'captured') {
    return [{ type: 'PaymentAuthorized', at, amountMinor: payment.amountMinor }];
  }
  if (order.status === 'awaitingPayment') return [];
  return [{ type: 'PaymentActionRequired', at, expiresAt: at + paymentTtlMs }];
}

function isPaymentOf(order: PlacedOrder, payment: PaymentRecord): boolean {
  const { amountMinor, currency } = payment;
  return isOpen(payment) && amountMinor === totalMinor(order) && currency === order.currency;
}

/** Money may still come of it. */
function isOpen({ status }: PaymentRecord): boolean {
  return ['opened', 'requiresAction', 'authorized', 'captured'].includes(status);
}

/** A payment is opened once. Found open a second time, the one who had the buyer's token is gone. */
function opened(order: PlacedOrder, at: number, { reference }: PaymentRecord): OrderEvent[] {
  if (reference === undefined || order.payment.reference !== null) {
    return [failed(at, 'processPayment', serviceDown('payment'))];
  }
  return [{ type: 'PaymentOpened', at, reference }];
}

export function recordCaptured(order: PlacedOrder, { at, payment }: Of<'RecordCaptured'>): OrderEvent[] {
  if (payment.status !== 'captured' || payment.capturedMinor !== totalMinor(order)) {
    const reason = `the provider says ${payment.status}`;
    return [failed(at, 'capturePayment', { type: 'PaymentDeclined', reason })];
  }
  return [
    { type: 'PaymentCaptured', at, amountMinor: payment.capturedMinor },
    { type: 'OrderConfirmed', at },
  ];
}

export function recordPaymentUndone(
  order: PlacedOrder,
  step: Step,
  { at, payment }: Of<'RecordPaymentUndone'>,
): OrderEvent[] {
  // Neither a refund of a part nor a provider that has forgotten brings back what was taken.
  const takenMinor = Math.max(order.payment.capturedMinor, payment.capturedMinor);
  if (isOpen(payment) || payment.refundedMinor < takenMinor) {
    return retry(order, at, step, `the provider says ${payment.status}`);
  }
  if (takenMinor === 0) return andEnd(order, { type: 'PaymentVoided', at });
  return andEnd(order, { type: 'PaymentRefunded', at, amountMinor: payment.refundedMinor });
}

const undone = {
  returnStock: 'StockReturned',
  releaseStock: 'StockReleased',
  reopenCart: 'CartReopened',
} as const;

export function recordUndone(order: PlacedOrder, step: keyof typeof undone, at: number): OrderEvent[] {
  return andEnd(order, { type: undone[step], at });
}

/** The last thing undone is the end of the order, in the same commit. */
function andEnd(order: PlacedOrder, event: OrderEvent): OrderEvent[] {
  if (nextStep(evolve(order, event)) !== null || order.status !== 'undoing') return [event];
  return [event, { type: order.ending === 'failed' ? 'OrderFailed' : 'OrderCanceled', at: event.at }];
}
