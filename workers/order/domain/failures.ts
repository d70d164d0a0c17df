import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { OrderCommand } from './commands.ts';
import type { OrderEvent } from './events.ts';
import { type PlacedOrder, productIdsOf, sagaDeadlineMs } from './order.ts';
import type { Step } from './steps.ts';

type Of<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;

const firstRetryMs = 1_000;
const longestRetryMs = 5 * 60_000;

/** What is owed: undos and refunds. */
const neverGivenUp = new Set<Step>([
  'refundPayment',
  'voidPayment',
  'returnStock',
  'releaseStock',
  'reopenCart',
  'payRefund',
  'restockItems',
]);

/** From here on the order is undone. */
export function failed(
  at: number,
  step: Step,
  rejection: Rejection,
  { held = [], declined = false }: { held?: string[]; declined?: boolean } = {},
): OrderEvent {
  return { type: 'CheckoutFailed', at, step, rejection, held, declined };
}

export function serviceDown(service: string): Rejection {
  return { type: 'ServiceUnavailable', service };
}

export function recordRefusal(
  order: PlacedOrder,
  { at, step, rejection }: Of<'RecordRefusal'>,
): OrderEvent[] {
  if (neverGivenUp.has(step)) return retry(order, at, step, `refused: ${rejection.type}`);
  return [failed(at, step, rejection, { held: step === 'reserveStock' ? heldBefore(order, rejection) : [] })];
}

/**
 * Products are reserved in order of their ids, and the first that is short is the first in the list; behind one that
 * must be waited for nothing is tried. After an interruption an earlier try may still be on its way, to any of them.
 */
function heldBefore(order: PlacedOrder, rejection: Rejection): string[] {
  const ids = productIdsOf(order);
  const refused = refusedProduct(rejection);
  if (refused === undefined || order.interrupted) return ids;
  return ids.filter((id) => id < refused);
}

function refusedProduct(rejection: Rejection): string | undefined {
  if (rejection.type === 'WaitingRoom') return rejection.productId;
  return rejection.type === 'InsufficientStock' ? rejection.items[0]?.productId : undefined;
}

/**
 * Before the payment is authorised, a step that got no answer ends the checkout: the buyer is there and can
 * try again. Behind it the money waits, so the step is tried again for some minutes. An undo and a refund
 * never give up.
 */
export function recordFailure(order: PlacedOrder, command: Of<'RecordFailure'>): OrderEvent[] {
  const { at, step, service, detail } = command;
  if (neverGivenUp.has(step)) return retry(order, at, step, detail);
  const behindPayment = step === 'commitStock' || step === 'capturePayment';
  if (behindPayment && at < (order.payment.authorizedAt ?? order.createdAt) + sagaDeadlineMs)
    return retry(order, at, step, detail);
  const held = step === 'reserveStock' ? productIdsOf(order) : [];
  return [failed(at, step, serviceDown(service), { held })];
}

/** The same step once more, after a pause that doubles each time up to five minutes. */
export function retry(order: PlacedOrder, at: number, step: Step, detail: string): OrderEvent[] {
  const pause = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(order.attempt - 1, 20));
  return [{ type: 'StepFailed', at, step, detail, retryAt: at + pause }];
}
