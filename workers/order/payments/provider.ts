import type { Money } from '../../../shared/money.ts';
import type { PaymentRecord } from '../domain/commands.ts';

export type { PaymentRecord };

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
  find(paymentId: string): Promise<PaymentRecord>;
}

/** One payment for each order, for good: this is what makes a second charge impossible. */
export function paymentIdOf(orderId: string): string {
  return `pay_${orderId.slice('ord_'.length)}`;
}
