import { neverVerified } from '../../../shared/audit/problems.ts';
import { invalidIdempotencyKey } from '../../../shared/http/call.ts';
import {
  bodyTooLarge,
  lineTooLong,
  malformedBody,
  malformedJson,
  unsupportedMediaType,
} from '../../../shared/http/json-body.ts';
import {
  internalError,
  invalidSignature,
  type Problem,
  problemOf,
  routeNotFound,
  serviceUnavailable,
} from '../../../shared/http/problem.ts';
import type { ProblemCode } from '../../../shared/http/problem-codes.ts';
import { tooManySockets, upgradeRequired } from '../../../shared/http/socket-problems.ts';
import { validationProblem } from '../../../shared/http/validation.ts';
import { authenticationRequired, forbidden } from '../access.ts';
import { invalidToken } from '../authenticate.ts';
import { rateLimited } from '../limits/limits.ts';
import { methodNotAllowed } from '../match.ts';

const productId = 'green-tea-500ml';
const orderId = 'ord_w5x2zmjwzcdrz9hxbpyh2x6z0h';

/** What each problem looks like: made by what makes the real ones. A code without an example does not compile. */
export const problemExamples: Readonly<Record<ProblemCode, Problem>> = {
  'malformed-body': malformedBody,
  'malformed-json': malformedJson,
  'validation-failed': validationProblem([
    { path: 'quantity', message: 'Too small: expected number to be >=1' },
  ]),
  'invalid-idempotency-key': invalidIdempotencyKey,
  'invalid-signature': invalidSignature,
  'authentication-required': authenticationRequired,
  'invalid-token': invalidToken,
  'payment-declined': problemOf({ type: 'PaymentDeclined', reason: 'card declined' }),
  forbidden: forbidden('customer'),
  'route-not-found': routeNotFound,
  'product-not-found': problemOf({ type: 'ProductNotFound', productId }),
  'cart-not-found': problemOf({ type: 'CartNotFound' }),
  'item-not-found': problemOf({ type: 'LineNotFound', productId }),
  'order-not-found': problemOf({ type: 'OrderNotFound' }),
  'payment-not-found': problemOf({ type: 'PaymentNotFound' }),
  'notification-not-found': problemOf({ type: 'NotificationNotFound' }),
  'dead-letter-not-found': problemOf({ type: 'DeadLetterNotFound' }),
  'webhook-not-found': problemOf({ type: 'WebhookNotFound' }),
  'delivery-not-found': problemOf({ type: 'DeliveryNotFound' }),
  'verification-not-found': neverVerified,
  'waiting-room-not-found': problemOf({ type: 'WaitingRoomNotFound', productId }),
  'place-not-found': problemOf({ type: 'PlaceNotFound', productId }),
  'method-not-allowed': methodNotAllowed,
  'request-in-progress': problemOf({ type: 'RequestInProgress' }),
  'insufficient-stock': problemOf({
    type: 'InsufficientStock',
    items: [{ productId, requested: 3, available: 2 }],
  }),
  'stock-held': problemOf({ type: 'StockHeld', onHand: 10, held: 4 }),
  'stock-limit': problemOf({ type: 'StockLimit', limit: 1_000_000_000 }),
  'shards-changing': problemOf({ type: 'ShardsChanging' }),
  'shards-limit': problemOf({ type: 'ShardsLimit', limit: 100 }),
  'hold-mismatch': problemOf({ type: 'HoldMismatch', holdId: orderId }),
  'hold-resolved': problemOf({ type: 'HoldResolved', holdId: orderId, status: 'released' }),
  'currency-mismatch': problemOf({ type: 'CurrencyMismatch', expected: 'EUR', actual: 'JPY' }),
  'too-many-lines': problemOf({ type: 'TooManyLines', limit: 100 }),
  'quantity-limit': problemOf({ type: 'QuantityLimit', productId, limit: 9_999 }),
  'cart-empty': problemOf({ type: 'CartEmpty' }),
  'cart-converted': problemOf({ type: 'CartConverted', orderId }),
  'cart-expired': problemOf({ type: 'CartExpired' }),
  'cart-merging': problemOf({ type: 'CartMerging' }),
  'checkout-in-progress': problemOf({ type: 'CheckoutInProgress', orderId }),
  'price-changed': problemOf({ type: 'PriceChanged', items: [{ productId, from: 189, to: 199 }] }),
  'waiting-room': problemOf({ type: 'WaitingRoom', productId }),
  'payment-expired': problemOf({ type: 'PaymentExpired' }),
  'illegal-transition': problemOf({ type: 'IllegalTransition', from: 'failed', to: 'canceled' }),
  'refund-exceeds-capture': problemOf({
    type: 'RefundExceedsCapture',
    refundable: { amount: 370, currency: 'EUR' },
  }),
  'items-not-refundable': problemOf({
    type: 'ItemsNotRefundable',
    items: [{ productId, requested: 3, refundable: 2 }],
  }),
  'refund-refused': problemOf({ type: 'RefundRefused', reason: 'the account is closed' }),
  'queue-not-found': problemOf({ type: 'QueueNotFound', queue: 'konbini-order-list' }),
  'webhook-disabled': problemOf({ type: 'WebhookDisabled' }),
  'too-many-webhooks': problemOf({ type: 'TooManyWebhooks', limit: 20 }),
  'too-many-sockets': tooManySockets,
  'version-mismatch': problemOf({ type: 'VersionMismatch', version: 7 }),
  'body-too-large': bodyTooLarge,
  'line-too-long': lineTooLong,
  'unsupported-media-type': unsupportedMediaType,
  'idempotency-key-reused': problemOf({ type: 'IdempotencyKeyReused' }),
  'unknown-payment-token': problemOf({ type: 'UnknownPaymentToken' }),
  'unknown-payment-provider': problemOf({ type: 'UnknownPaymentProvider', provider: 'stripe' }),
  'upgrade-required': upgradeRequired,
  'rate-limited': rateLimited,
  'internal-error': internalError,
  'service-unavailable': serviceUnavailable('order'),
};
