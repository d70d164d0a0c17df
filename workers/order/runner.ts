import type { Cause } from '../../shared/actor/event-log.ts';
import type { Answer } from '../../shared/contracts/call.ts';
import type { CartService } from '../../shared/contracts/cart.ts';
import type { ProductService } from '../../shared/contracts/product.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import { withDeadline } from '../../shared/deadline.ts';
import { money } from '../../shared/money.ts';
import type { OrderCommand } from './domain/commands.ts';
import type { Effect } from './domain/next-step.ts';
import type { PlacedOrder } from './domain/order.ts';
import { type PaymentProvider, paymentIdOf } from './payments/provider.ts';

/** Whom the saga talks to. How a call gets there is the wiring's business. */
export interface CheckoutPorts {
  cart: CartService;
  product: ProductService;
  /** @param reference the provider's name for the order's payment, where it has one */
  payment(provider: string, reference: string | null): PaymentProvider;
  /** Tells the sandbox bank what its buyer says. */
  authenticate(paymentId: string, approve: boolean): Promise<unknown>;
  /** How long a hold lives, in ms. */
  holdTtlMs: number;
}

/**
 * Later than this the outcome of a step is unknown. Long enough for a queue of some hundred buyers before one
 * product on a laptop, and short enough for a buyer to wait.
 */
const serviceDeadlineMs = 10_000;
export const paymentDeadlineMs = 15_000;

type Outcome = OrderCommand extends infer Command
  ? Command extends unknown
    ? Omit<Command, 'at'>
    : never
  : never;

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
    return { type: 'RecordFailure', step: effect.step, service, detail: messageOf(error) };
  }
}

async function attempt(
  effect: Effect,
  order: PlacedOrder,
  { cart, product, payment, holdTtlMs }: CheckoutPorts,
  cause: Cause,
  token: string | undefined,
): Promise<Outcome> {
  const { orderId, cartId } = order;
  const { reference } = order.payment;
  const bank = payment(order.provider, reference);
  const paymentId = paymentIdOf(orderId);
  switch (effect.step) {
    case 'validateCart': {
      // Before anything is held: a provider that does not answer costs the buyer no more than this.
      if (bank.isAvailable?.() === false) return unavailable(effect);
      const answer = await cart.validate(cartId, orderId, cause);
      return recorded(effect, answer, (contents) => ({ type: 'RecordValidated', contents }));
    }
    case 'reserveStock': {
      const answer = await product.reserve(orderId, effect.lines.map(hold), holdTtlMs, cause);
      return recorded(effect, answer, (held) => ({ type: 'RecordReserved', held }));
    }
    case 'processPayment': {
      const amount = money(effect.amountMinor, order.currency);
      if (effect.ask || token === undefined) {
        return { type: 'RecordPayment', payment: await bank.find(paymentId) };
      }
      if (bank.open && reference === null) {
        return { type: 'RecordPayment', payment: await bank.open(paymentId, amount) };
      }
      const payment = await bank.authorize(paymentId, amount, token);
      if (payment.status === 'unknownToken') return refusal(effect, { type: 'UnknownPaymentToken' });
      return { type: 'RecordPayment', payment };
    }
    case 'commitStock': {
      const answer = await product.commit(orderId, effect.lines.map(hold), cause);
      return recorded(effect, answer, () => ({ type: 'RecordSold' }));
    }
    case 'capturePayment': {
      const found = effect.ask ? await bank.find(paymentId) : undefined;
      const record = found?.status === 'captured' ? found : await bank.capture(paymentId);
      return { type: 'RecordCaptured', payment: record };
    }
    case 'refundPayment':
    case 'voidPayment':
      return { type: 'RecordPaymentUndone', payment: await bank.undo(paymentId) };
    case 'returnStock':
      await product.giveBack(orderId, effect.productIds, cause);
      return { type: 'RecordStockBack' };
    case 'releaseStock':
      await product.release(orderId, effect.productIds, cause);
      return { type: 'RecordStockBack' };
    case 'payRefund': {
      const amount = money(effect.amountMinor, order.currency);
      return { type: 'RecordRefund', refund: await bank.refund(paymentId, effect.refundId, amount) };
    }
    case 'restockItems':
      await product.restock(orderId, effect.refundId, effect.items, cause);
      return { type: 'RecordRestocked' };
    case 'reopenCart':
      await cart.reopen(cartId, orderId, cause, { forget: effect.forget });
      return { type: 'RecordCartReopened' };
  }
}

function recorded<Value>(effect: Effect, answer: Answer<Value>, outcome: (value: Value) => Outcome): Outcome {
  return answer.ok ? outcome(answer.value) : refusal(effect, answer.rejection);
}

function refusal({ step }: Effect, rejection: Rejection): Outcome {
  return { type: 'RecordRefusal', step, rejection };
}

function unavailable({ step }: Effect): Outcome {
  return { type: 'RecordFailure', step, service: 'payment', detail: 'the payment provider does not answer' };
}

function hold({ productId, quantity }: { productId: string; quantity: number }) {
  return { productId, quantity };
}

function serviceOf({ step }: Effect): 'cart' | 'product' | 'payment' {
  if (step === 'validateCart' || step === 'reopenCart') return 'cart';
  return step.endsWith('Stock') || step === 'restockItems' ? 'product' : 'payment';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
