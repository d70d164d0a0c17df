import type { Owner } from '../../../shared/contracts/caller.ts';
import type { Address, OrderStatus, Tickets } from '../../../shared/contracts/order.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { doubts } from './doubts.ts';
import type { OrderEvent } from './events.ts';
import type { OrderLine } from './line.ts';
import { evolveRefund, nextRefundStep, type Refund } from './refund.ts';

/*
 *                       ┌──▶ awaitingPayment ──┐ the buyer approves
 *                       │         │ ▲          ▼
 *   none ──place──▶ placing ◀─────┼─┴───── placing ──▶ confirmed ──fulfill──▶ fulfilled
 *    │                  │         │                        │
 *    │             fail │         │ expire, cancel         │ cancel       both: refunds (refund.ts)
 *    │                  ▼         ▼                        ▼
 *    │               undoing ◀────┴────────────────────────┘
 *    │                  ├──▶ failed
 *    │                  └──▶ canceled
 *    └──close──▶ closed        asked for before it was placed: it never will be
 */

/** What may be held for this order. `unknown`s are undone like what is known. */
export interface StockProgress {
  status: 'none' | 'held' | 'sold' | 'back';
  /** The products that may hold something for it. */
  productIds: string[];
}

export interface PaymentProgress {
  status:
    | 'none'
    | 'unknown'
    | 'requiresAction'
    | 'authorized'
    | 'captured'
    | 'declined'
    | 'voided'
    | 'refunded';
  authorizedMinor: number;
  /** ms since 1970; null while it is not. */
  authorizedAt: number | null;
  capturedMinor: number;
  refundedMinor: number;
  /** The provider's name for it; null where it gives none, or has not yet. */
  reference: string | null;
}

export interface Facts {
  orderId: string;
  cartId: string;
  owner: Owner;
  /** null: forgotten. */
  email: string | null;
  /** null: forgotten, or there never was one. */
  shippingAddress: Address | null;
  provider: string;
  /** ISO 4217 */
  currency: string;
  acceptPriceChanges: boolean;
  /** BCP 47; what the buyer reads, where that was said. */
  locale?: string;
  /** What the buyer has waited for, to be shown when the stock is reserved. */
  tickets?: Tickets;
  /** ms since 1970 */
  createdAt: number;
}

export interface Placed extends Facts {
  /** null until the cart has been validated. */
  lines: OrderLine[] | null;
  /** `frozen` for us, open again, or gone into this order for good. */
  cart: 'frozen' | 'reopened' | 'converted';
  stock: StockProgress;
  payment: PaymentProgress;
  failure: Rejection | null;
  refunds: Refund[];
  /** When the goods were sent (ms since 1970); null while they are not. */
  fulfilledAt: number | null;
  /** Tries of the step that is next. */
  attempt: number;
  /** The process died in the middle of the step that is next, so it may have happened. */
  interrupted: boolean;
  /** Not before this is the next step tried again (ms since 1970). */
  retryAt: number;
  updatedAt: number;
}

export type Phase =
  | { status: 'placing' | 'confirmed' | 'fulfilled' | 'failed' | 'canceled' }
  /** `expiresAt`: until then the buyer may approve the payment (ms since 1970). */
  | { status: 'awaitingPayment'; expiresAt: number }
  /** `shown`: what clients see until it is over. */
  | { status: 'undoing'; ending: 'failed' | 'canceled'; shown: 'placing' | 'awaitingPayment' | 'confirmed' };

export type PlacedOrder = Placed & Phase;
export type Order = { status: 'none' } | { status: 'closed' } | PlacedOrder;

export const initialOrder: Order = { status: 'none' };

/** Later than this the saga is looked after: a process that still runs it goes on, a dead one is replaced. */
export const watchdogMs = 10_000;
/** The buyer's time to approve a payment. Holds live longer than this (`HOLD_TTL_MS`). */
export const paymentTtlMs = 15 * 60_000;
/** So long after the payment was authorised a step is tried again: later everything is undone. */
export const sagaDeadlineMs = 10 * 60_000;

export function isPlaced(order: Order): order is PlacedOrder {
  return order.status !== 'none' && order.status !== 'closed';
}

/** None until the cart has been validated. */
export function linesOf(order: Placed): OrderLine[] {
  return order.lines ?? [];
}

export function productIdsOf(order: Placed): string[] {
  return linesOf(order).map((line) => line.productId);
}

export function totalMinor(order: Placed): number {
  return linesOf(order).reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
}

/** When the order wants attention (ms since 1970), or undefined for never. */
export function due(order: Order): number | undefined {
  switch (order.status) {
    case 'placing':
    case 'undoing':
      return nextTryOf(order);
    case 'awaitingPayment':
      return order.expiresAt;
    case 'confirmed':
    case 'fulfilled':
      return nextRefundStep(order) === null ? undefined : nextTryOf(order);
    default:
      return undefined;
  }
}

function nextTryOf({ retryAt, updatedAt }: Placed): number {
  return retryAt > updatedAt ? retryAt : updatedAt + watchdogMs;
}

export function evolve(state: Order, event: OrderEvent): Order {
  if (event.type === 'OrderClosed') return { status: 'closed' };
  if (event.type === 'CheckoutPlaced') return placed(event);
  if (!isPlaced(state)) throw new Error(`${event.type} before CheckoutPlaced`);
  // No step of the saga, so it moves nothing that the saga goes by.
  if (event.type === 'PersonalDataForgotten') return { ...state, email: null, shippingAddress: null };
  const order = { ...state, updatedAt: event.at };
  switch (event.type) {
    case 'SagaResumed':
      return { ...order, attempt: order.attempt + 1, interrupted: true, retryAt: 0 };
    case 'StepFailed':
      return { ...order, attempt: order.attempt + 1, retryAt: event.retryAt };
    default:
      return { ...evolveStep(order, event), attempt: 1, interrupted: false, retryAt: 0 };
  }
}

function placed(event: Extract<OrderEvent, { type: 'CheckoutPlaced' }>): PlacedOrder {
  const { type: _, at, ...facts } = event;
  return {
    ...facts,
    status: 'placing',
    createdAt: at,
    updatedAt: at,
    lines: null,
    cart: 'frozen',
    stock: { status: 'none', productIds: [] },
    payment: {
      status: 'none',
      authorizedMinor: 0,
      authorizedAt: null,
      capturedMinor: 0,
      refundedMinor: 0,
      reference: null,
    },
    failure: null,
    refunds: [],
    fulfilledAt: null,
    attempt: 1,
    interrupted: false,
    retryAt: 0,
  };
}

type StepEvent = Exclude<
  OrderEvent,
  { type: 'OrderClosed' | 'CheckoutPlaced' | 'SagaResumed' | 'StepFailed' | 'PersonalDataForgotten' }
>;

function evolveStep(order: PlacedOrder, event: StepEvent): PlacedOrder {
  const { payment, stock } = order;
  switch (event.type) {
    case 'CartValidated':
      return { ...order, lines: event.lines };
    case 'StockReserved':
      return {
        ...order,
        lines: event.lines,
        stock: { status: 'held', productIds: event.lines.map((line) => line.productId) },
      };
    case 'PaymentOpened':
      return { ...order, payment: { ...payment, reference: event.reference } };
    case 'PaymentActionRequired':
      return {
        ...order,
        status: 'awaitingPayment',
        expiresAt: event.expiresAt,
        payment: { ...payment, status: 'requiresAction' },
      };
    case 'PaymentAuthorized':
      return {
        ...order,
        status: 'placing',
        payment: {
          ...payment,
          status: 'authorized',
          authorizedMinor: event.amountMinor,
          authorizedAt: event.at,
        },
      };
    case 'StockSold':
      return { ...order, stock: { ...stock, status: 'sold' } };
    case 'PaymentCaptured':
      return { ...order, payment: { ...payment, status: 'captured', capturedMinor: event.amountMinor } };
    case 'OrderConfirmed':
      return { ...order, status: 'confirmed', cart: 'converted' };
    case 'CheckoutFailed':
      return undoing(order, event);
    case 'CancelRequested':
      return { ...order, status: 'undoing', ending: 'canceled', shown: shownWhile(order) };
    case 'PaymentVoided':
      return { ...order, payment: { ...payment, status: 'voided' } };
    case 'PaymentRefunded': {
      const refundedMinor = event.amountMinor;
      // What came back had been taken, also where the answer to the capture was lost.
      const capturedMinor = Math.max(payment.capturedMinor, refundedMinor);
      return { ...order, payment: { ...payment, status: 'refunded', capturedMinor, refundedMinor } };
    }
    case 'StockReleased':
    case 'StockReturned':
      return { ...order, stock: { ...stock, status: 'back' } };
    case 'CartReopened':
      return { ...order, cart: 'reopened' };
    case 'OrderFulfilled':
      return { ...order, status: 'fulfilled', fulfilledAt: event.at };
    case 'RefundRequested':
    case 'RefundPaid':
    case 'RefundRefused':
    case 'ItemsRestocked':
      return evolveRefund(order, event);
    case 'OrderFailed':
      return { ...order, status: 'failed' };
    case 'OrderCanceled':
      return { ...order, status: 'canceled' };
  }
}

function undoing(order: PlacedOrder, event: Extract<OrderEvent, { type: 'CheckoutFailed' }>): PlacedOrder {
  return {
    ...order,
    status: 'undoing',
    ending: 'failed',
    shown: shownWhile(order),
    failure: event.rejection,
    ...doubts(order, event.step, event.held, event.declined),
  };
}

/** The status that clients see. While something is undone they see what it was before. */
export function shownStatus(order: PlacedOrder): OrderStatus {
  if (order.status === 'undoing') return order.shown;
  if (order.status !== 'confirmed' && order.status !== 'fulfilled') return order.status;
  const { refundedMinor, capturedMinor } = order.payment;
  if (refundedMinor === 0) return order.status;
  return refundedMinor < capturedMinor ? 'partiallyRefunded' : 'refunded';
}

function shownWhile(order: PlacedOrder): 'placing' | 'awaitingPayment' | 'confirmed' {
  return order.status === 'awaitingPayment' || order.status === 'confirmed' ? order.status : 'placing';
}
