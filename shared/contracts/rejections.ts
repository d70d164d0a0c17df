import type { ActorRejection } from '../actor/request.ts';
import type { Money } from '../money.ts';

/** A line of a cart or order that stock does not cover. */
export interface Shortage {
  productId: string;
  requested: number;
  available: number;
}

/** A price that is not the one the buyer saw. Amounts in minor units of the cart's currency. */
export interface PriceChange {
  productId: string;
  from: number;
  to: number;
}

/** More units of an item asked back than the order has left. */
export interface ItemExcess {
  productId: string;
  requested: number;
  refundable: number;
}

/** Everything that a request can be refused for, with the facts that a client needs. */
export type Rejection =
  | ActorRejection
  | { type: 'ProductNotFound'; productId: string }
  | { type: 'CartNotFound' }
  | { type: 'OrderNotFound' }
  | { type: 'PaymentNotFound' }
  | { type: 'NotificationNotFound' }
  | { type: 'DeadLetterNotFound' }
  | { type: 'QueueNotFound'; queue: string }
  | { type: 'WebhookNotFound' }
  | { type: 'DeliveryNotFound' }
  | { type: 'WebhookDisabled' }
  | { type: 'TooManyWebhooks'; limit: number }
  | { type: 'InsufficientStock'; items: Shortage[] }
  | { type: 'StockHeld'; onHand: number; held: number }
  | { type: 'StockLimit'; limit: number }
  | { type: 'ShardsChanging' }
  | { type: 'ShardsLimit'; limit: number }
  | { type: 'HoldMismatch'; holdId: string }
  | { type: 'HoldResolved'; holdId: string; status: string }
  | { type: 'CurrencyMismatch'; expected: string; actual: string }
  | { type: 'TooManyLines'; limit: number }
  | { type: 'QuantityLimit'; productId: string; limit: number }
  | { type: 'LineNotFound'; productId: string }
  | { type: 'CartEmpty' }
  | { type: 'CartConverted'; orderId: string }
  | { type: 'CartExpired' }
  | { type: 'CartMerging' }
  | { type: 'CheckoutInProgress'; orderId: string }
  | { type: 'PriceChanged'; items: PriceChange[] }
  | { type: 'PaymentDeclined'; reason: string }
  | { type: 'UnknownPaymentToken' }
  | { type: 'UnknownPaymentProvider'; provider: string }
  | { type: 'PaymentExpired' }
  | { type: 'RefundExceedsCapture'; refundable: Money }
  | { type: 'ItemsNotRefundable'; items: ItemExcess[] }
  | { type: 'RefundRefused'; reason: string }
  /** The product is sold to those who have waited for it, and this buyer has not. */
  | { type: 'WaitingRoom'; productId: string }
  | { type: 'WaitingRoomNotFound'; productId: string }
  | { type: 'PlaceNotFound'; productId: string }
  | { type: 'IllegalTransition'; from: string; to: string }
  | { type: 'ServiceUnavailable'; service: string };
