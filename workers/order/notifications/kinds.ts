import type { OrderEvent } from '../../../shared/contracts/events.ts';
import type { Notification } from '../../../shared/contracts/notification.ts';

/** What buyers are told of, by the event that makes it due. */
export const notificationTypes = {
  OrderCreated: 'order.confirmed',
  OrderCanceled: 'order.canceled',
  OrderFulfilled: 'order.fulfilled',
  OrderRefunded: 'order.refunded',
} as const satisfies Record<OrderEvent['type'], Notification['type']>;

/** One that is due for an order: each is said once. */
export interface DueNotification {
  type: string;
  /** The refund that it is about; empty where there can be only one of its type. */
  ref: string;
}

/** What an event makes due. An order may be refunded several times, each with a message of its own. */
export function dueOf(event: OrderEvent): DueNotification {
  const ref = event.type === 'OrderRefunded' ? event.data.refundId : '';
  return { type: notificationTypes[event.type], ref };
}

/** The same for every repeat of an event: `ord_…-confirmed`. A refund's own id begins with its order's already. */
export function notificationId(orderId: string, { type, ref }: DueNotification): string {
  return ref || `${orderId}-${type.slice('order.'.length)}`;
}
