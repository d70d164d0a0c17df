import type { OrderView } from '../../shared/contracts/order.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../shared/result.ts';
import type { PlacedOrder } from './domain/order.ts';
import { viewOf } from './view.ts';

/** What the buyer hears of a checkout: the order, or why there is none. */
export function answerOf(order: PlacedOrder, version: number): Result<OrderView, Rejection> {
  if (order.status === 'failed' && order.failure) return reject(order.failure);
  return accept(viewOf(order, version));
}

/** What the merchant hears of a refund: the order with it, or why the provider refuses it. */
export function answerToRefund(
  order: PlacedOrder,
  refundId: string | undefined,
  version: number,
): Result<OrderView, Rejection> {
  const refund = order.refunds.find((one) => one.refundId === refundId);
  if (refund?.status !== 'refused') return accept(viewOf(order, version));
  return reject({ type: 'RefundRefused', reason: refund.refusal ?? 'no reason given' });
}
