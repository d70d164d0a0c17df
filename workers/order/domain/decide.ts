import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { OrderCommand } from './commands.ts';
import type { OrderEvent } from './events.ts';
import { failed, recordFailure, recordRefusal } from './failures.ts';
import { type Effect, nextStep } from './next-step.ts';
import { isPlaced, type Order, type PlacedOrder, shownStatus } from './order.ts';
import {
  recordCaptured,
  recordPayment,
  recordPaymentUndone,
  recordReserved,
  recordUndone,
  recordValidated,
} from './outcomes.ts';
import {
  liveRefunds,
  recordRefund,
  recordRestocked,
  refundableMinor,
  requestRefund,
} from './request-refund.ts';
import type { Step } from './steps.ts';

export type Decision = Result<OrderEvent[], Rejection>;
type Of<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;
type EffectOf<Name extends Step> = Extract<Effect, { step: Name }>;

/** An outcome counts only while its step is the next one: a late or repeated one changes nothing. */
export function decide(order: Order, command: OrderCommand): Decision {
  switch (command.type) {
    case 'PlaceOrder':
      return place(order, command);
    case 'CloseUnplaced':
      return accept(order.status === 'none' ? [{ type: 'OrderClosed', at: command.at }] : []);
    case 'ResumeSaga':
      return resume(order, command.at);
    case 'CancelOrder':
      return cancel(order, command.at);
    case 'AnswerPayment':
      return isPlaced(order) ? accept([]) : reject({ type: 'OrderNotFound' });
    case 'FulfillOrder':
      return fulfill(order, command.at);
    case 'RequestRefund':
      return requestRefund(order, command);
    case 'ForgetPerson':
      return forget(order, command.at);
    case 'ExpirePayment':
      return expirePayment(order, command.at);
    case 'RecordValidated':
      return during(order, ['validateCart'], () => recordValidated(command));
    case 'RecordReserved':
      return during(order, ['reserveStock'], (o) => recordReserved(o, command));
    case 'RecordPayment':
      if (order.status === 'awaitingPayment') return accept(recordPayment(order, command));
      return during(order, ['processPayment'], (o) => recordPayment(o, command));
    case 'RecordSold':
      return during(order, ['commitStock'], () => [{ type: 'StockSold', at: command.at }]);
    case 'RecordCaptured':
      return during(order, ['capturePayment'], (o) => recordCaptured(o, command));
    case 'RecordPaymentUndone':
      return during(order, ['refundPayment', 'voidPayment'], (o, { step }) =>
        recordPaymentUndone(o, step, command),
      );
    case 'RecordStockBack':
      return during(order, ['returnStock', 'releaseStock'], (o, { step }) =>
        recordUndone(o, step, command.at),
      );
    case 'RecordRefund':
      return during(order, ['payRefund'], (_, refund) => recordRefund(refund, command));
    case 'RecordRestocked':
      return during(order, ['restockItems'], (_, refund) => recordRestocked(refund, command));
    case 'RecordCartReopened':
      return during(order, ['reopenCart'], (o, { step }) => recordUndone(o, step, command.at));
    case 'RecordRefusal':
      return during(order, [command.step], (o) => recordRefusal(o, command));
    case 'RecordFailure':
      return during(order, [command.step], (o) => recordFailure(o, command));
  }
}

function place(order: Order, { type: _, ...facts }: Of<'PlaceOrder'>): Decision {
  if (order.status === 'none') return accept([{ type: 'CheckoutPlaced', ...facts }]);
  // The cart has given up on this order, so it can never be placed; a new try gets a new one.
  if (order.status === 'closed') return reject({ type: 'ServiceUnavailable', service: 'order' });
  if (order.cart === 'converted') return reject({ type: 'CartConverted', orderId: facts.orderId });
  return reject({ type: 'CheckoutInProgress', orderId: facts.orderId });
}

function resume(order: Order, at: number): Decision {
  const next = nextStep(order);
  return accept(next ? [{ type: 'SagaResumed', at, step: next.step }] : []);
}

/** What has been sent, refunded in part, or is being decided cannot be canceled; what is canceled stays so. */
function cancel(order: Order, at: number): Decision {
  if (!isPlaced(order)) return reject({ type: 'OrderNotFound' });
  if (order.status === 'canceled') return accept([]);
  if (order.status === 'undoing' && order.ending === 'canceled') return accept([]);
  const whole = order.status === 'confirmed' && liveRefunds(order).length === 0;
  if (whole || order.status === 'awaitingPayment') return accept([{ type: 'CancelRequested', at }]);
  return reject({ type: 'IllegalTransition', from: shownStatus(order), to: 'canceled' });
}

/** Goods whose whole price is on its way back are not sent any more. */
function fulfill(order: Order, at: number): Decision {
  if (!isPlaced(order)) return reject({ type: 'OrderNotFound' });
  if (order.status === 'fulfilled') return accept([]);
  if (order.status === 'confirmed' && refundableMinor(order) > 0) {
    return accept([{ type: 'OrderFulfilled', at }]);
  }
  return reject({ type: 'IllegalTransition', from: shownStatus(order), to: 'fulfilled' });
}

/** Not while a checkout is under way, and not while goods are still to be sent to the address. */
function forget(order: Order, at: number): Decision {
  if (!isPlaced(order)) return reject({ type: 'OrderNotFound' });
  if (order.email === null) return accept([]);
  if (isOver(order)) return accept([{ type: 'PersonalDataForgotten', at }]);
  return reject({ type: 'IllegalTransition', from: shownStatus(order), to: 'forgotten' });
}

function isOver(order: PlacedOrder): boolean {
  if (order.status !== 'confirmed') return ['fulfilled', 'failed', 'canceled'].includes(order.status);
  return order.shippingAddress === null || order.payment.status === 'refunded';
}

function expirePayment(order: Order, at: number): Decision {
  if (order.status !== 'awaitingPayment' || order.expiresAt > at) return accept([]);
  return accept([failed(at, 'processPayment', { type: 'PaymentExpired' })]);
}

/** What the step that is next is about goes to `then`, so that its outcome need not look again. */
function during<Name extends Step>(
  order: Order,
  steps: Name[],
  then: (order: PlacedOrder, next: EffectOf<Name>) => OrderEvent[],
): Decision {
  const next = nextStep(order);
  return accept(isOneOf(steps, next) ? then(order as PlacedOrder, next) : []);
}

function isOneOf<Name extends Step>(steps: Name[], next: Effect | null): next is EffectOf<Name> {
  return steps.some((step) => step === next?.step);
}
