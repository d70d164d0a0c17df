import type { NextAction, OrderItemView, OrderView, PaymentView } from '../../shared/contracts/order.ts';
import type { RefundView } from '../../shared/contracts/refund.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import { problemOf } from '../../shared/http/problem.ts';
import { money, totalsOf } from '../../shared/money.ts';
import { rfc3339 } from '../../shared/time.ts';
import type { OrderLine } from './domain/line.ts';
import { type PlacedOrder, shownStatus, totalMinor } from './domain/order.ts';
import type { Refund } from './domain/refund.ts';

/** An order as its owner sees it. */
export function viewOf(order: PlacedOrder, version: number): OrderView {
  const { currency, failure } = order;
  const lines = order.lines ?? [];
  return {
    id: order.orderId,
    cartId: order.cartId,
    status: shownStatus(order),
    items: lines.map((line) => itemView(line, currency)),
    totals: totalsOf(totalMinor(order), currency),
    email: order.email,
    ...(order.shippingAddress ? { shippingAddress: order.shippingAddress } : {}),
    ...(order.locale === undefined ? {} : { locale: order.locale }),
    payment: paymentView(order),
    ...(failure ? { failure: failureView(failure) } : {}),
    ...(order.refunds.length > 0 ? { refunds: order.refunds.map((one) => refundView(one, currency)) } : {}),
    ...(order.fulfilledAt === null ? {} : { fulfilledAt: rfc3339(order.fulfilledAt) }),
    version,
    createdAt: rfc3339(order.createdAt),
    updatedAt: rfc3339(order.updatedAt),
  };
}

function itemView(
  { productId, name, image, quantity, unitPriceMinor }: OrderLine,
  currency: string,
): OrderItemView {
  const unitPrice = money(unitPriceMinor, currency);
  return {
    productId,
    name,
    image,
    quantity,
    unitPrice,
    lineTotal: money(unitPriceMinor * quantity, currency),
  };
}

/** What the problem says, for those who were not there to hear it: with its facts, such as what is short. */
function failureView(failure: Rejection): NonNullable<OrderView['failure']> {
  const { type: _, title: __, status: ___, ...said } = problemOf(failure);
  return said;
}

const shownRefund = {
  requested: 'pending',
  paid: 'succeeded',
  done: 'succeeded',
  refused: 'refused',
} as const;

function refundView(
  { refundId, amountMinor, items, restock, reason, status, at }: Refund,
  currency: string,
): RefundView {
  return {
    id: refundId,
    amount: money(amountMinor, currency),
    items,
    restock,
    reason,
    status: shownRefund[status],
    at: rfc3339(at),
  };
}

function paymentView(order: PlacedOrder): PaymentView {
  const { provider, payment, currency } = order;
  const nextAction = nextActionOf(order);
  return {
    provider,
    status: payment.status,
    authorized: money(payment.authorizedMinor, currency),
    captured: money(payment.capturedMinor, currency),
    refunded: money(payment.refundedMinor, currency),
    ...(nextAction ? { nextAction } : {}),
  };
}

function nextActionOf(order: PlacedOrder): NextAction | undefined {
  if (order.status !== 'awaitingPayment') return undefined;
  const expiresAt = rfc3339(order.expiresAt);
  if (order.provider === 'stripe') return { type: 'stripe', expiresAt };
  const url = `/v1/payments/sandbox/${order.orderId}/authenticate`;
  return { type: 'authenticate', url, expiresAt };
}
