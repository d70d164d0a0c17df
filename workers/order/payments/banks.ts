import type { Money } from '../../../shared/money.ts';
import type { PaymentProvider, PaymentRecord, RefundRecord } from './provider.ts';
import type { SandboxToken } from './sandbox-bank.ts';

/** Each bank keeps the books of many payments: making an actor for each would be dearer than the payment. */
const bankCount = 16;

export const bankNames = Array.from({ length: bankCount }, (_, index) => `bank-${index}`);

interface RemoteBank {
  authorize(paymentId: string, amount: Money, token: SandboxToken): Promise<PaymentRecord>;
  authenticate(paymentId: string, approve: boolean): Promise<PaymentRecord>;
  capture(paymentId: string): Promise<PaymentRecord>;
  undo(paymentId: string): Promise<PaymentRecord>;
  refund(paymentId: string, refundId: string, amount: Money): Promise<RefundRecord>;
  find(paymentId: string): Promise<PaymentRecord>;
}

export interface Banks {
  getByName(name: string): RemoteBank;
}

export function bankOf(banks: Banks, paymentId: string) {
  let hash = 0;
  for (let i = 0; i < paymentId.length; i++) hash = (hash * 31 + paymentId.charCodeAt(i)) >>> 0;
  return banks.getByName(bankNames[hash % bankCount] as string);
}

/** The sandbox as a payment provider. */
export function sandboxProvider(banks: Banks): PaymentProvider {
  return {
    authorize: (paymentId, amount, token) =>
      bankOf(banks, paymentId).authorize(paymentId, amount, token as SandboxToken),
    capture: (paymentId) => bankOf(banks, paymentId).capture(paymentId),
    undo: (paymentId) => bankOf(banks, paymentId).undo(paymentId),
    refund: (paymentId, refundId, amount) => bankOf(banks, paymentId).refund(paymentId, refundId, amount),
    find: (paymentId) => bankOf(banks, paymentId).find(paymentId),
  };
}
