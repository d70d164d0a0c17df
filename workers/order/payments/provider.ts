import type { Money } from '../../../shared/money.ts';
import type { PaymentRecord, RefundRecord } from '../domain/commands.ts';

export type { PaymentRecord, RefundRecord };

/**
 * A payment provider. Every operation is keyed by an id of ours, so that a repeat is the same operation, and
 * answers the payment as it then stands. Throwing means that nobody knows whether it has happened.
 */
export interface PaymentProvider {
  /** @param token what the provider gave the buyer's browser; used here and kept nowhere */
  authorize(paymentId: string, amount: Money, token: string): Promise<PaymentRecord>;
  capture(paymentId: string): Promise<PaymentRecord>;
  /** Gives back whatever was authorised or captured. An unknown payment is remembered as voided. */
  undo(paymentId: string): Promise<PaymentRecord>;
  /** Gives back a part of what was captured, once for each `refundId`; never more in all than that. */
  refund(paymentId: string, refundId: string, amount: Money): Promise<RefundRecord>;
  find(paymentId: string): Promise<PaymentRecord>;
}

/** One payment for each order, for good: this is what makes a second charge impossible. */
export function paymentIdOf(orderId: string): string {
  return `pay_${orderId.slice('ord_'.length)}`;
}
