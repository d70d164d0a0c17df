import type { CheckoutContents } from '../../../shared/contracts/cart.ts';
import type { Held } from '../../../shared/contracts/product.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { Result } from '../../../shared/result.ts';
import type { OrderCommand } from '../domain/commands.ts';
import type { Effect } from '../domain/next-step.ts';

/** What came of a step, as the command that records it. */
export type Outcome = OrderCommand extends infer Command
  ? Command extends unknown
    ? Omit<Command, 'at'>
    : never
  : never;

export type PaymentEffect = Extract<
  Effect,
  { step: 'processPayment' | 'capturePayment' | 'refundPayment' | 'voidPayment' | 'payRefund' }
>;
/** A step that another service takes. */
export type ServiceEffect = Exclude<Effect, PaymentEffect>;

export function serviceOf({ step }: Effect): 'cart' | 'product' | 'payment' {
  if (step === 'validateCart' || step === 'reopenCart') return 'cart';
  return step.endsWith('Stock') || step === 'restockItems' ? 'product' : 'payment';
}

export function isServiceEffect(effect: Effect): effect is ServiceEffect {
  return serviceOf(effect) !== 'payment';
}

/** The answer of a service, however it has come. */
export function outcomeOf(effect: ServiceEffect, answer: Result<unknown, Rejection>): Outcome {
  if (!answer.ok) return refusal(effect, answer.rejection);
  switch (effect.step) {
    case 'validateCart':
      return { type: 'RecordValidated', contents: answer.value as CheckoutContents };
    case 'reserveStock':
      return { type: 'RecordReserved', held: answer.value as Held[] };
    case 'commitStock':
      return { type: 'RecordSold' };
    case 'releaseStock':
    case 'returnStock':
      return { type: 'RecordStockBack' };
    case 'restockItems':
      return { type: 'RecordRestocked' };
    case 'reopenCart':
      return { type: 'RecordCartReopened' };
  }
}

export function refusal({ step }: Effect, rejection: Rejection): Outcome {
  return { type: 'RecordRefusal', step, rejection };
}

/** No answer is an outcome too. */
export function failure(effect: Effect, detail: string): Outcome {
  return { type: 'RecordFailure', step: effect.step, service: serviceOf(effect), detail };
}
