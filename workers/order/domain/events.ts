import type { Owner } from '../../../shared/contracts/caller.ts';
import type { Address, Tickets } from '../../../shared/contracts/order.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { OrderLine } from './line.ts';
import type { RefundItem } from './refund.ts';
import type { Step } from './steps.ts';

/** Never a payment token: that is used once and not kept. */
export type OrderEvent = { at: number } & (
  | {
      type: 'CheckoutPlaced';
      orderId: string;
      cartId: string;
      owner: Owner;
      /** null: forgotten. */
      email: string | null;
      shippingAddress: Address | null;
      provider: string;
      currency: string;
      acceptPriceChanges: boolean;
      /** BCP 47; what the buyer reads, where that was said. */
      locale?: string;
      /** What the buyer has waited for. Good for a few minutes and for this cart alone, so it is no secret. */
      tickets?: Tickets;
    }
  | { type: 'OrderClosed' }
  // forward
  | { type: 'CartValidated'; lines: OrderLine[] }
  /** Lines with the price and name at the moment of reserving. */
  | { type: 'StockReserved'; lines: OrderLine[] }
  /** From here on money may be asked for, of the payment that the provider knows by this name. */
  | { type: 'PaymentOpened'; reference: string }
  | { type: 'PaymentActionRequired'; expiresAt: number }
  | { type: 'PaymentAuthorized'; amountMinor: number }
  | { type: 'StockSold' }
  | { type: 'PaymentCaptured'; amountMinor: number }
  | { type: 'OrderConfirmed' }
  // what went wrong
  /** The step is tried again at `retryAt`. */
  | { type: 'StepFailed'; step: Step; detail: string; retryAt: number }
  /** A dead process left this step in the middle; it is taken up again. */
  | { type: 'SagaResumed'; step: Step }
  /** From here on everything is undone. `held`: products that may hold something although `step` failed. */
  | { type: 'CheckoutFailed'; step: Step; rejection: Rejection; held: string[]; declined: boolean }
  | { type: 'CancelRequested' }
  | { type: 'OrderFulfilled' }
  // back to the buyer, in part or in whole
  | {
      type: 'RefundRequested';
      refundId: string;
      amountMinor: number;
      items: RefundItem[];
      restock: boolean;
      reason: string;
    }
  | { type: 'RefundPaid'; refundId: string; amountMinor: number }
  | { type: 'RefundRefused'; refundId: string; reason: string }
  | { type: 'ItemsRestocked'; refundId: string }
  /** Whom the order was for: from here on nobody can tell. */
  | { type: 'PersonalDataForgotten' }
  // backward
  | { type: 'PaymentVoided' }
  | { type: 'PaymentRefunded'; amountMinor: number }
  | { type: 'StockReleased' }
  | { type: 'StockReturned' }
  | { type: 'CartReopened' }
  | { type: 'OrderFailed' }
  | { type: 'OrderCanceled' }
);
