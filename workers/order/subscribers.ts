import type { CartService } from '../../shared/contracts/cart.ts';
import type { OrderEvent, OrderUpdated } from '../../shared/contracts/events.ts';
import type { Wiring } from '../../shared/wiring.ts';
import { type ForgettingEnv, forgettingOf } from './forgetting/office.ts';
import { MailBook } from './notifications/mail-book.ts';
import { type MailEnv, notificationsOf } from './notifications/mail-office.ts';
import { OrderList } from './order-list.ts';
import type { OrderSubscribers } from './outlet.ts';
import type { WebhookEnv } from './webhooks/env.ts';
import { WebhookIntake } from './webhooks/intake.ts';

export interface SubscriberEnv extends MailEnv, WebhookEnv, ForgettingEnv {
  ORDERS_DB: D1Database;
  CART: CartService;
  /** A queue per subscriber: a queue has one consumer. */
  TO_CARTS: Queue<OrderEvent>;
  TO_NOTIFICATIONS: Queue<OrderEvent>;
  TO_WEBHOOKS: Queue<OrderEvent>;
  TO_LIST: Queue<OrderUpdated>;
}

/** Whom an order tells, and how its news get there. The relay tells again what does not arrive, in every wiring. */
export function subscribersOf(env: SubscriberEnv, wiring: Wiring): OrderSubscribers {
  return { ...(wiring === 'direct' ? calls(env) : messages(env)), haveHeard: haveHeard(env) };
}

function messages(env: SubscriberEnv): Omit<OrderSubscribers, 'haveHeard'> {
  return {
    async tellCart(message) {
      await env.TO_CARTS.send(message);
    },
    async tellNotifications(message) {
      await env.TO_NOTIFICATIONS.send(message);
    },
    async tellWebhooks(message) {
      await env.TO_WEBHOOKS.send(message);
    },
    async tellList(message) {
      await env.TO_LIST.send(message);
    },
  };
}

function calls(env: SubscriberEnv): Omit<OrderSubscribers, 'haveHeard'> {
  return {
    tellCart: (message) => env.CART.orderEvent(message),
    tellNotifications: (message) => notificationsOf(env).take(message, 1),
    tellWebhooks: (message) => webhookIntake(env).take([message]),
    tellList: (message) =>
      forgettingOf(env).take([message], (those) => new OrderList(env.ORDERS_DB).take(those)),
  };
}

function haveHeard(env: SubscriberEnv): OrderSubscribers['haveHeard'] {
  return async (orderId, seq, notifications) => {
    const [listed, written, handedOver] = await Promise.all([
      new OrderList(env.ORDERS_DB).seqOf(orderId),
      new MailBook(env.ORDERS_DB).hasAll(orderId, notifications),
      webhookIntake(env).hasTaken(orderId, notifications),
    ]);
    return listed >= seq && written && handedOver;
  };
}

export function webhookIntake(env: WebhookEnv): WebhookIntake {
  return new WebhookIntake(env.ORDERS_DB, env.WEBHOOKS);
}
