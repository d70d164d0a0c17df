import type { Cause } from '../../../shared/actor/event-log.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import { messageOf } from '../../../shared/error-message.ts';
import type { Effect } from '../domain/next-step.ts';
import type { PlacedOrder } from '../domain/order.ts';
import { failure, isServiceEffect, type Outcome, outcomeOf, serviceOf } from './outcome.ts';
import { callProvider } from './payment-steps.ts';
import type { CheckoutPorts } from './ports.ts';
import { callService } from './service-steps.ts';

/**
 * Later than this the outcome of a step is unknown. Long enough for a queue of some hundred buyers before one
 * product on a laptop, and short enough for a buyer to wait.
 */
const serviceDeadlineMs = 10_000;
export const paymentDeadlineMs = 15_000;

/**
 * Performs one step of the saga and says what came of it, as the command that records it. Never throws: no
 * answer is an outcome too. Every step may be performed again, since each is keyed by the order.
 *
 * @param token the buyer's payment token, if this process still has it
 */
export async function perform(
  effect: Effect,
  order: PlacedOrder,
  ports: CheckoutPorts,
  cause: Cause,
  token: string | undefined,
): Promise<Outcome> {
  const service = serviceOf(effect);
  const limit = service === 'payment' ? paymentDeadlineMs : serviceDeadlineMs;
  try {
    return await withDeadline(attempt(effect, order, ports, cause, token), limit, service);
  } catch (error) {
    return failure(effect, messageOf(error));
  }
}

async function attempt(
  effect: Effect,
  order: PlacedOrder,
  ports: CheckoutPorts,
  cause: Cause,
  token: string | undefined,
): Promise<Outcome> {
  if (isServiceEffect(effect)) return outcomeOf(effect, await callService(effect, order, ports, cause));
  return callProvider(effect, order, ports.payment(order.provider, order.payment.reference), token);
}

/**
 * Before anything is held: a provider that does not answer costs the buyer no more than this.
 *
 * @returns the step's outcome if it need not be attempted at all
 */
export function hopeless(effect: Effect, order: PlacedOrder, ports: CheckoutPorts): Outcome | undefined {
  if (effect.step !== 'validateCart') return undefined;
  const bank = ports.payment(order.provider, order.payment.reference);
  if (bank.isAvailable?.() !== false) return undefined;
  const detail = 'the payment provider does not answer';
  return { type: 'RecordFailure', step: effect.step, service: 'payment', detail };
}
