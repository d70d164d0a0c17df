import type { StepStatus } from '../../../shared/contracts/order.ts';
import type { OrderEvent } from './events.ts';
import { nextStep } from './next-step.ts';
import { evolve, initialOrder, isPlaced, type Order } from './order.ts';

export interface TimelineEntry {
  step: string;
  status: StepStatus;
  /** Counts the tries of this step, from 1. */
  attempt: number;
  /** ms since 1970 */
  at: number;
  detail?: string;
}

type Said = { step: string; status: StepStatus; detail?: string } | null;

/** The saga as it happened, compensations included, and the step that is under way. */
export function timelineOf(events: OrderEvent[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let order: Order = initialOrder;
  for (const event of events) {
    const said = saidBy(event, order);
    if (said) entries.push({ ...said, attempt: triesOf(entries, said.step) + 1, at: event.at });
    order = evolve(order, event);
  }
  const next = nextStep(order);
  if (next && isPlaced(order)) {
    const attempt = triesOf(entries, next.step) + 1;
    entries.push({ step: next.step, status: 'running', attempt, at: order.updatedAt });
  }
  return entries;
}

function triesOf(entries: TimelineEntry[], step: string): number {
  return entries.filter((entry) => entry.step === step && entry.status === 'failed').length;
}

function saidBy(event: OrderEvent, before: Order): Said {
  switch (event.type) {
    case 'CheckoutPlaced':
    case 'OrderClosed':
    case 'PaymentOpened':
    case 'OrderFailed':
    case 'OrderCanceled':
    case 'PersonalDataForgotten':
      return null;
    case 'CartValidated':
      return done(
        'validateCart',
        `${event.lines.length} ${event.lines.length === 1 ? 'product' : 'products'}`,
      );
    case 'StockReserved':
      return done(
        'reserveStock',
        event.lines.map((line) => `${line.quantity} × ${line.productId}`).join(', '),
      );
    case 'PaymentActionRequired':
      return { step: 'processPayment', status: 'running', detail: 'waits for the buyer' };
    case 'PaymentAuthorized':
      return done('processPayment', 'authorized');
    case 'StockSold':
      return done('commitStock');
    case 'PaymentCaptured':
      return done('capturePayment');
    case 'OrderConfirmed':
      return done('createOrder', 'confirmed');
    case 'StepFailed':
      return { step: event.step, status: 'failed', detail: event.detail };
    case 'SagaResumed':
      return { step: event.step, status: 'failed', detail: 'interrupted, taken up again' };
    case 'CheckoutFailed':
      return { step: event.step, status: 'failed', detail: event.rejection.type };
    case 'CancelRequested':
      return done('cancel', isPlaced(before) ? `was ${before.status}` : undefined);
    case 'OrderFulfilled':
      return done('fulfill');
    case 'RefundRequested':
      return done('refund', event.reason || undefined);
    case 'RefundPaid':
      return done('payRefund');
    case 'RefundRefused':
      return { step: 'payRefund', status: 'failed', detail: event.reason };
    case 'ItemsRestocked':
      return done('restockItems');
    case 'PaymentVoided':
      return done('voidPayment');
    case 'PaymentRefunded':
      return done('refundPayment');
    case 'StockReleased':
      return done('releaseStock');
    case 'StockReturned':
      return done('returnStock');
    case 'CartReopened':
      return done('reopenCart');
  }
}

function done(step: string, detail?: string): Said {
  return { step, status: 'succeeded', ...(detail === undefined ? {} : { detail }) };
}
