import { money } from '../../../shared/money.ts';
import type { PlacedOrder } from '../domain/order.ts';
import { type PaymentProvider, paymentIdOf } from '../payments/provider.ts';
import { type Outcome, type PaymentEffect, refusal } from './outcome.ts';

/**
 * Asks the payment provider. Always by a call, in every wiring: the buyer's token must not be written down, not
 * in a message either.
 *
 * @param token the buyer's payment token, if this process still has it
 */
export async function callProvider(
  effect: PaymentEffect,
  order: PlacedOrder,
  bank: PaymentProvider,
  token: string | undefined,
): Promise<Outcome> {
  const paymentId = paymentIdOf(order.orderId);
  switch (effect.step) {
    case 'processPayment': {
      const amount = money(effect.amountMinor, order.currency);
      if (effect.ask || token === undefined) {
        return { type: 'RecordPayment', payment: await bank.find(paymentId) };
      }
      if (bank.open && order.payment.reference === null) {
        return { type: 'RecordPayment', payment: await bank.open(paymentId, amount) };
      }
      const payment = await bank.authorize(paymentId, amount, token);
      if (payment.status === 'unknownToken') return refusal(effect, { type: 'UnknownPaymentToken' });
      return { type: 'RecordPayment', payment };
    }
    case 'capturePayment': {
      const found = effect.ask ? await bank.find(paymentId) : undefined;
      const record = found?.status === 'captured' ? found : await bank.capture(paymentId);
      return { type: 'RecordCaptured', payment: record };
    }
    case 'refundPayment':
    case 'voidPayment':
      return { type: 'RecordPaymentUndone', payment: await bank.undo(paymentId) };
    case 'payRefund': {
      const amount = money(effect.amountMinor, order.currency);
      return { type: 'RecordRefund', refund: await bank.refund(paymentId, effect.refundId, amount) };
    }
  }
}
