import { orderEventSchema, orderUpdatedSchema } from '../../shared/contracts/events.ts';
import { type SagaReply, sagaReplySchema } from '../../shared/contracts/saga-messages.ts';
import { consumeBatch, consumeEach } from '../../shared/queue/consume.ts';
import type { DeadLetterOutlet } from '../../shared/queue/give-up.ts';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import { keepBatch, takesDeadLetters } from './dead-letters/intake.ts';
import { type Forgetting, forgetSliceSchema } from './forgetting/forgetting.ts';
import { type Notifications, secondsToWait } from './notifications/notifications.ts';
import type { OrderList } from './order-list.ts';
import type { WebhookIntake } from './webhooks/intake.ts';

export const orderListQueue = 'konbini-order-list';
export const orderWebhooksQueue = 'konbini-order-webhooks';
export const forgettingQueue = 'konbini-forgetting';
export const orderRepliesQueue = 'konbini-order-replies';

export interface Subscribers {
  list: OrderList;
  notifications: Notifications;
  webhooks: WebhookIntake;
  /** Orders whose steps go by messages. */
  replies(orderId: string): { takeReply(reply: SagaReply): Promise<void> };
  /** What nobody could handle, of every queue. */
  letters: DeadLetters;
  forgetting: Forgetting;
}

/**
 * What orders tell their own service, for the list, for those who are to be notified and for webhooks; whom to go on
 * forgetting; dead letters.
 */
export function handleBatch(
  batch: MessageBatch,
  { list, notifications, webhooks, replies, letters, forgetting }: Subscribers,
  deadLetters: DeadLetterOutlet,
): Promise<void> {
  if (takesDeadLetters(batch.queue)) return keepBatch(batch, letters);
  if (batch.queue === orderListQueue) {
    return consumeBatch(batch, orderUpdatedSchema, deadLetters, (events) =>
      forgetting.take(events, (those) => list.take(those)),
    );
  }
  if (batch.queue === forgettingQueue) {
    return consumeEach(batch, forgetSliceSchema, deadLetters, (slice) => forgetting.goOn(slice));
  }
  if (batch.queue === orderWebhooksQueue) {
    return consumeBatch(batch, orderEventSchema, deadLetters, (events) => webhooks.take(events));
  }
  if (batch.queue === orderRepliesQueue) {
    return consumeEach(batch, sagaReplySchema, deadLetters, (reply) =>
      replies(reply.orderId).takeReply(reply),
    );
  }
  const send = notifications.take.bind(notifications);
  return consumeEach(batch, orderEventSchema, deadLetters, send, secondsToWait);
}
