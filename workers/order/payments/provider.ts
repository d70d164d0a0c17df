import type { Money } from '../../../shared/money.ts';
import type { PaymentRecord, RefundRecord } from '../domain/commands.ts';

export type { PaymentRecord, RefundRecord };

/** A clear no to what the buyer's browser sent: the provider does not know it, or cannot use it. */
export type UnknownToken = { status: 'unknownToken' };

/**
 * A payment provider. Every operation is keyed by an id of ours, so that a repeat is the same operation, and
 * answers the payment as it then stands. Throwing means that nobody knows whether it has happened.
 */
export interface PaymentProvider {
  /** False while it is known not to answer: then nothing new is begun. Absent: never known. */
  isAvailable?(): boolean;
  /**
   * Only where a provider names payments itself: makes one of which no money has been asked yet. Its name is
   * recorded before `authorize`, so whatever becomes of that can be found and undone.
   */
  open?(paymentId: string, amount: Money): Promise<PaymentRecord>;
  /** @param token what the provider gave the buyer's browser; used here and kept nowhere */
  authorize(paymentId: string, amount: Money, token: string): Promise<PaymentRecord | UnknownToken>;
  capture(paymentId: string): Promise<PaymentRecord>;
  /** Gives back whatever was authorised or captured. An unknown payment is remembered as voided. */
  undo(paymentId: string): Promise<PaymentRecord>;
  /** Gives back a part of what was captured, once for each `refundId`; never more in all than that. */
  refund(paymentId: string, refundId: string, amount: Money): Promise<RefundRecord>;
  find(paymentId: string): Promise<PaymentRecord>;
  /** What the buyer's browser needs to approve the payment at the provider; null when nothing is to approve. */
  clientSecret?(): Promise<string | null>;
}

/** One payment for each order, for good: this is what makes a second charge impossible. */
export function paymentIdOf(orderId: string): string {
  return `pay_${orderId.slice('ord_'.length)}`;
}

export function orderIdOf(paymentId: string): string {
  return `ord_${paymentId.slice('pay_'.length)}`;
}
