import type { Rejection } from '../contracts/rejections.ts';
import { problemHeader } from './internal-headers.ts';
import type { ProblemCode } from './problem-codes.ts';
import { notFound, type Problem, problem } from './problem-document.ts';
import { shardsProblem } from './shards-problems.ts';
import { waitingRoomProblem } from './waiting-room-problems.ts';
import { webhookProblem } from './webhook-problems.ts';

export { type Problem, problem };

/** How long a client should wait before it asks again, in seconds. */
export const retryAfterSeconds: Partial<Record<ProblemCode, number>> = {
  'request-in-progress': 1,
  'checkout-in-progress': 2,
  'cart-merging': 1,
  'shards-changing': 2,
  'service-unavailable': 5,
};

export function problemResponse(body: Problem, headers: Record<string, string> = {}): Response {
  const retryAfter = retryAfterSeconds[body.code];
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      [problemHeader]: body.code,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...headers,
    },
  });
}

export const routeNotFound = problem(404, 'route-not-found', 'Not found', 'There is nothing at this path.');

export const internalError = problem(
  500,
  'internal-error',
  'Internal error',
  'Something went wrong on our side. It is in our log.',
);

/** The one place where what is wrong becomes what a client sees. */
export function problemOf(rejection: Rejection): Problem {
  switch (rejection.type) {
    case 'IdempotencyKeyReused':
      return problem(
        422,
        'idempotency-key-reused',
        'Idempotency key reused',
        'This Idempotency-Key came with another request. Use a new key for a new request.',
      );
    case 'RequestInProgress':
      return problem(
        409,
        'request-in-progress',
        'Request in progress',
        'The first request with this Idempotency-Key is still running. Ask again in a moment.',
      );
    case 'VersionMismatch':
      return problem(
        412,
        'version-mismatch',
        'Precondition failed',
        'It has changed since you read it. Read it again, then decide.',
        { version: rejection.version },
      );
    case 'ProductNotFound':
      return problem(
        404,
        'product-not-found',
        'Product not found',
        `There is no product "${rejection.productId}" on sale.`,
        { productId: rejection.productId },
      );
    case 'CartNotFound':
      return notFound('cart');
    case 'OrderNotFound':
      return notFound('order');
    case 'PaymentNotFound':
      return notFound('payment');
    case 'NotificationNotFound':
      return notFound('notification');
    case 'DeadLetterNotFound':
      return problem(
        404,
        'dead-letter-not-found',
        'Not found',
        'There is no such dead letter, or not any more: they are kept for 30 days.',
      );
    case 'QueueNotFound':
      return problem(
        409,
        'queue-not-found',
        'Queue is gone',
        `The queue "${rejection.queue}" does not exist any more, so nobody would handle this message.`,
        { queue: rejection.queue },
      );
    case 'WebhookNotFound':
    case 'DeliveryNotFound':
    case 'WebhookDisabled':
    case 'TooManyWebhooks':
      return webhookProblem(rejection);
    case 'WaitingRoom':
    case 'WaitingRoomNotFound':
    case 'PlaceNotFound':
      return waitingRoomProblem(rejection);
    case 'InsufficientStock':
      return insufficientStock(rejection.items);
    case 'StockHeld':
      return problem(
        409,
        'stock-held',
        'Stock is held',
        `${rejection.held} of ${rejection.onHand} units are held by checkouts and cannot be taken out.`,
        { onHand: rejection.onHand, held: rejection.held },
      );
    case 'StockLimit':
      return problem(
        409,
        'stock-limit',
        'Too much stock',
        `A product has at most ${rejection.limit} units on hand.`,
        { limit: rejection.limit },
      );
    case 'ShardsChanging':
    case 'ShardsLimit':
      return shardsProblem(rejection);
    case 'HoldMismatch':
      return problem(409, 'hold-mismatch', 'Hold exists', 'This hold exists with another quantity.', {
        holdId: rejection.holdId,
      });
    case 'HoldResolved':
      return problem(409, 'hold-resolved', 'Hold is resolved', `This hold is ${rejection.status}.`, {
        holdId: rejection.holdId,
        holdStatus: rejection.status,
      });
    case 'CurrencyMismatch':
      return problem(
        409,
        'currency-mismatch',
        'Another currency',
        `This must be in ${rejection.expected}, and is in ${rejection.actual}.`,
        { expected: rejection.expected, actual: rejection.actual },
      );
    case 'TooManyLines':
      return problem(
        409,
        'too-many-lines',
        'Cart is full',
        `A cart holds at most ${rejection.limit} different products.`,
        { limit: rejection.limit },
      );
    case 'QuantityLimit':
      return problem(
        409,
        'quantity-limit',
        'Too many of one product',
        `A cart holds at most ${rejection.limit} units of a product.`,
        { productId: rejection.productId, limit: rejection.limit },
      );
    case 'LineNotFound':
      return problem(
        404,
        'item-not-found',
        'Not in the cart',
        `The product "${rejection.productId}" is not in this cart.`,
        { productId: rejection.productId },
      );
    case 'CartEmpty':
      return problem(409, 'cart-empty', 'Cart is empty', 'There is nothing in this cart to check out.');
    case 'CartConverted':
      return problem(
        409,
        'cart-converted',
        'Cart is converted',
        'This cart has become an order. Start a new cart for another one.',
        { orderId: rejection.orderId },
      );
    case 'CartExpired':
      return problem(409, 'cart-expired', 'Cart has expired', 'This cart is closed. Start a new one.');
    case 'CartMerging':
      return problem(
        409,
        'cart-merging',
        'Cart is being merged',
        'This cart is taking over another one. Ask again in a moment.',
      );
    case 'CheckoutInProgress':
      return problem(
        409,
        'checkout-in-progress',
        'Checkout in progress',
        'This cart is being checked out. Look at the order to see how it goes.',
        { orderId: rejection.orderId },
      );
    case 'PriceChanged':
      return problem(
        409,
        'price-changed',
        'Price has changed',
        'A price is not the one in the cart any more. Show it to the buyer, then send acceptPriceChanges.',
        { items: rejection.items },
      );
    case 'PaymentDeclined':
      return problem(
        402,
        'payment-declined',
        'Payment declined',
        `The payment was declined: ${rejection.reason}.`,
        { reason: rejection.reason },
      );
    case 'UnknownPaymentToken':
      return problem(
        422,
        'unknown-payment-token',
        'Unknown payment token',
        'The payment provider does not know this token.',
      );
    case 'UnknownPaymentProvider':
      return problem(
        422,
        'unknown-payment-provider',
        'Unknown payment provider',
        `The payment provider "${rejection.provider}" is not set up here.`,
        { provider: rejection.provider },
      );
    case 'PaymentExpired':
      return problem(
        409,
        'payment-expired',
        'Payment has expired',
        'The time to approve this payment is over.',
      );
    case 'RefundExceedsCapture':
      return problem(
        409,
        'refund-exceeds-capture',
        'More than can be refunded',
        'No more can be given back than was captured and is not refunded yet; and never nothing.',
        { refundable: rejection.refundable },
      );
    case 'ItemsNotRefundable':
      return problem(
        409,
        'items-not-refundable',
        'Items cannot be refunded',
        `${rejection.items.map((item) => `${item.productId}: ${item.requested} asked, ${item.refundable} left`).join('; ')}.`,
        { items: rejection.items },
      );
    case 'RefundRefused':
      return problem(
        409,
        'refund-refused',
        'Refund refused',
        `The payment provider has refused the refund: ${rejection.reason}.`,
        { reason: rejection.reason },
      );
    case 'IllegalTransition':
      return problem(
        409,
        'illegal-transition',
        'Not possible now',
        `It is ${rejection.from} and cannot become ${rejection.to}.`,
        { from: rejection.from, to: rejection.to },
      );
    case 'ServiceUnavailable':
      return serviceUnavailable(rejection.service);
  }
}

export const invalidSignature = problem(
  400,
  'invalid-signature',
  'Invalid signature',
  'This is not signed for this endpoint, or its time is more than five minutes away.',
);

export function serviceUnavailable(service: string): Problem {
  return problem(
    503,
    'service-unavailable',
    'Service unavailable',
    `The ${service} service does not answer. Try again in a moment.`,
    { service },
  );
}

function insufficientStock(items: Extract<Rejection, { type: 'InsufficientStock' }>['items']): Problem {
  const [only] = items;
  const detail = items
    .map((item) => `${item.productId}: ${item.requested} wanted, ${item.available} available`)
    .join('; ');
  const facts = items.length === 1 && only ? { available: only.available, items } : { items };
  return problem(409, 'insufficient-stock', 'Not enough stock', `${detail}.`, facts);
}
