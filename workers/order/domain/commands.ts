import type { CheckoutContents } from '../../../shared/contracts/cart.ts';
import type { Held } from '../../../shared/contracts/product.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { Facts } from './order.ts';
import type { RefundItem } from './refund.ts';
import type { Step } from './steps.ts';

/** What a payment provider says of a payment. Amounts in minor units of `currency`. */
export interface PaymentRecord {
  /** `none`: the provider has never heard of it. `opened`: it has, and no money has been asked for yet. */
  status:
    | 'none'
    | 'opened'
    | 'requiresAction'
    | 'authorized'
    | 'captured'
    | 'declined'
    | 'voided'
    | 'refunded';
  currency: string;
  amountMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  declineReason?: string;
  /** The provider's own name for the payment, where it gives one. */
  reference?: string;
}

/** What a payment provider says of a refund. `refused`: it has not been made and will not be. */
export type RefundRecord = { status: 'refunded' } | { status: 'refused'; reason: string };

/** `at` is when the command was given, ms since 1970. `Record…` is the outcome of a step. */
export type OrderCommand = { at: number } & (
  | ({ type: 'PlaceOrder' } & Omit<Facts, 'createdAt'>)
  /** The buyer asks that nobody be able to tell who it was. */
  | { type: 'ForgetPerson' }
  /** Somebody asks for an order that nobody has placed. */
  | { type: 'CloseUnplaced' }
  | { type: 'ResumeSaga' }
  | { type: 'CancelOrder' }
  /** The buyer has acted at the payment provider. What came of it is the provider's to say. */
  | { type: 'AnswerPayment' }
  | { type: 'ExpirePayment' }
  /** The goods have been sent. */
  | { type: 'FulfillOrder' }
  /**
   * Without an amount the price of the items; without either all that is left. Amounts in minor units.
   * `currency`: what the caller takes the order's to be.
   */
  | {
      type: 'RequestRefund';
      amountMinor?: number | undefined;
      currency?: string | undefined;
      items?: RefundItem[] | undefined;
      restock: boolean;
      reason: string;
    }
  | { type: 'RecordValidated'; contents: CheckoutContents }
  | { type: 'RecordReserved'; held: Held[] }
  | { type: 'RecordPayment'; payment: PaymentRecord }
  | { type: 'RecordSold' }
  | { type: 'RecordCaptured'; payment: PaymentRecord }
  | { type: 'RecordPaymentUndone'; payment: PaymentRecord }
  | { type: 'RecordStockBack' }
  | { type: 'RecordRefund'; refund: RefundRecord }
  | { type: 'RecordRestocked' }
  | { type: 'RecordCartReopened' }
  /** A clear no: the step has not happened and will not. */
  | { type: 'RecordRefusal'; step: Step; rejection: Rejection }
  /** No answer: the step may or may not have happened. */
  | { type: 'RecordFailure'; step: Step; service: string; detail: string }
);
