import type { OrderEvent } from '../../../shared/contracts/events.ts';
import type { WebhookType } from '../../../shared/contracts/webhook.ts';
import { rfc3339 } from '../../../shared/time.ts';
import { notificationTypes } from '../notifications/kinds.ts';

/** What an endpoint is sent, word for word: every attempt signs and sends the same text. */
export interface WebhookMessage {
  /** Goes out as `webhook-id`. Never has a full stop, which parts what is signed. */
  id: string;
  type: WebhookType;
  /** JSON */
  payload: string;
}

/**
 * Says what has happened to which order, and no more: who it is for stays here. A receiver that may know asks
 * `GET /v1/orders/{id}`, where access is checked, and finds the newest state whatever order messages come in.
 */
export function messageOf(event: OrderEvent): WebhookMessage {
  const type = notificationTypes[event.type];
  const { orderId, cartId, total } = event.data;
  const refund =
    event.type === 'OrderRefunded' ? { refundId: event.data.refundId, amount: event.data.amount } : {};
  const data = { orderId, cartId, total, ...refund };
  return { id: event.id, type, payload: JSON.stringify({ type, timestamp: rfc3339(event.time), data }) };
}
