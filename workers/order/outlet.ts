import type { Recorded } from '../../shared/actor/event-log.ts';
import type { Outlet } from '../../shared/actor/relay.ts';
import {
  integrationEvent,
  type OrderFacts,
  type OrderEvent as OrderMessage,
  type OrderUpdated,
} from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { defaultLocale } from '../../shared/locale.ts';
import { money } from '../../shared/money.ts';
import type { OrderEvent } from './domain/events.ts';
import { isPlaced, type Order, type PlacedOrder, totalMinor } from './domain/order.ts';
import type { DueNotification } from './notifications/kinds.ts';
import { viewOf } from './view.ts';

/** Whom an order tells what has become of it. */
export interface OrderSubscribers {
  tellCart(message: OrderMessage): Promise<void>;
  tellNotifications(message: OrderMessage): Promise<void>;
  tellWebhooks(message: OrderMessage): Promise<void>;
  tellList(message: OrderUpdated): Promise<void>;
  /** Whether list, notifications and webhooks have taken in the order up to `seq`. */
  haveHeard(orderId: string, seq: number, notifications: DueNotification[]): Promise<boolean>;
}

/** Domain events become messages here: one for the list, however many events it is late, and one for each turn. */
export function orderOutlet(subscribers: OrderSubscribers, orderId: string): Outlet<Order, OrderEvent> {
  const source = `order/${orderId}`;
  return {
    async publish(events, order, seq) {
      if (!isPlaced(order)) return;
      const told = events.flatMap((recorded) => turnMessage(recorded, order, source));
      const last = events.at(-1);
      // Not `updatedAt`, which not every event moves: how late a list is, is measured from here.
      const time = last?.event.at ?? order.updatedAt;
      const data = summaryOf(order, seq);
      const updated = integrationEvent('OrderUpdated', source, seq, time, last?.trace ?? '', data);
      await Promise.all([
        subscribers.tellList(updated),
        ...told.map((message) => subscribers.tellNotifications(message)),
        ...told.map((message) => subscribers.tellWebhooks(message)),
        ...told.filter(({ type }) => type === 'OrderCreated').map((message) => subscribers.tellCart(message)),
      ]);
    },
    confirm: (order, seq) => subscribers.haveHeard(orderId, seq, notificationsOf(order)),
  };
}

function turnMessage(recorded: Recorded<OrderEvent>, order: PlacedOrder, source: string): OrderMessage[] {
  const { event, seq, trace } = recorded;
  const data = factsOf(order);
  if (event.type === 'OrderConfirmed')
    return [integrationEvent('OrderCreated', source, seq, event.at, trace, data)];
  // A checkout that was canceled before it was paid never was an order to the buyer's mailbox.
  if (event.type === 'OrderCanceled' && order.cart === 'converted') {
    return [integrationEvent('OrderCanceled', source, seq, event.at, trace, data)];
  }
  if (event.type === 'OrderFulfilled') {
    return [integrationEvent('OrderFulfilled', source, seq, event.at, trace, data)];
  }
  if (event.type === 'RefundPaid') {
    const { refundId, amountMinor } = event;
    const refundedItems = order.refunds.find((one) => one.refundId === refundId)?.items ?? [];
    const refund = { ...data, refundId, amount: money(amountMinor, order.currency), refundedItems };
    return [integrationEvent('OrderRefunded', source, seq, event.at, trace, refund)];
  }
  return [];
}

/** All that a mail about the order says, so that whoever writes it need not ask. Without pictures: they are long. */
function factsOf(order: PlacedOrder): OrderFacts {
  const { orderId, cartId, email, locale = defaultLocale, currency, shippingAddress } = order;
  const items = (order.lines ?? []).map(({ productId, name, quantity, unitPriceMinor }) => ({
    productId,
    name,
    quantity,
    unitPrice: money(unitPriceMinor, currency),
  }));
  const total = money(totalMinor(order), currency);
  return { orderId, cartId, email, locale, items, ...(shippingAddress ? { shippingAddress } : {}), total };
}

/** The notifications that must have been sent by now. */
function notificationsOf(order: Order): DueNotification[] {
  if (!isPlaced(order) || order.cart !== 'converted') return [];
  const due = [{ type: 'order.confirmed', ref: '' }];
  if (order.status === 'canceled') due.push({ type: 'order.canceled', ref: '' });
  if (order.status === 'fulfilled') due.push({ type: 'order.fulfilled', ref: '' });
  for (const { refundId, status } of order.refunds) {
    if (status === 'paid' || status === 'done') due.push({ type: 'order.refunded', ref: refundId });
  }
  return due;
}

/** A queue takes 128 KB in a message, and a character may take three bytes. */
const maxViewLength = 30_000;

/** An order as it is listed. */
export function summaryOf(order: PlacedOrder, seq: number): OrderUpdated['data'] {
  const view = viewOf(order, seq);
  const customerId = order.owner.kind === 'customer' ? order.owner.customerId : null;
  const { orderId, createdAt } = order;
  const forgotten = order.email === null;
  return { orderId, status: view.status, customerId, createdAt, forgotten, view: listed(view) };
}

/** An order of very many lines is listed without its pictures; the order itself shows them. */
function listed(view: OrderView): string {
  const whole = JSON.stringify(view);
  if (whole.length <= maxViewLength) return whole;
  return JSON.stringify({ ...view, items: view.items.map((item) => ({ ...item, image: null })) });
}
