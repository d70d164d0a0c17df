import type { Order } from '../schemas.ts';

type Status = Order['status'];

const cancelable: readonly Status[] = ['placing', 'awaitingPayment', 'confirmed'];
const refundable: readonly Status[] = ['confirmed', 'fulfilled', 'partiallyRefunded'];

/** What can still be done to an order. The order itself decides; this only saves the asking. */
export function possibleFor({ status, fulfilledAt }: Pick<Order, 'status' | 'fulfilledAt'>) {
  return {
    cancel: cancelable.includes(status),
    fulfill: refundable.includes(status) && fulfilledAt === undefined,
    refund: refundable.includes(status),
  };
}
