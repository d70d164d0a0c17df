import { orderEventSchema, orderUpdatedSchema } from '../../shared/contracts/events.ts';
import { consumeBatch } from '../../shared/queue/consume.ts';
import type { Notifications } from './notifications/notifications.ts';
import type { OrderList } from './order-list.ts';

export const orderListQueue = 'konbini-order-list';

/** What orders tell their own service: for the list, and for those who are to be notified. */
export function handleBatch(
  batch: MessageBatch,
  list: OrderList,
  notifications: Notifications,
): Promise<void> {
  if (batch.queue === orderListQueue) {
    return consumeBatch(batch, orderUpdatedSchema, (events) => list.take(events));
  }
  return consumeBatch(batch, orderEventSchema, (events) => notifications.take(events));
}
