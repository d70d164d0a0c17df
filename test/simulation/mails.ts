import { isDeepStrictEqual } from 'node:util';
import type { Notification } from '../../shared/contracts/notification.ts';
import { isPlaced, type PlacedOrder } from '../../workers/order/domain/order.ts';
import { must } from './must.ts';
import { emailOf } from './people.ts';
import type { Shop } from './shop.ts';

/**
 * Each buyer has exactly the mails of his order's life: nothing is missing, nothing is said twice. One who was
 * forgotten may lack some.
 */
export async function checkMails(shop: Shop): Promise<void> {
  const { items } = await shop.mailBook.list({ orderId: null, after: '', limit: 10_000 });
  const allDue: string[] = [];
  for (const [id, host] of shop.orders) {
    const order = host.inspect();
    const { state } = order.actor;
    const due = order.isCompleted && isPlaced(state) ? mailsDue(state) : [];
    const written = items.filter(({ orderId }) => orderId === id);
    if (isPlaced(state) && state.email === null) checkForgottenMails(written, due);
    else allDue.push(...checkWritten(id, written, due));
  }
  checkSent(shop, allDue);
}

function checkWritten(id: string, written: Notification[], due: string[]): string[] {
  const ids = written.map((item) => item.id);
  must(isDeepStrictEqual(ids, due.toSorted()), `${id}: mails ${ids}, due ${due}`);
  const unsent = written.filter(({ status }) => status !== 'sent');
  must(unsent.length === 0, `${id}: ${JSON.stringify(unsent)}`);
  return due;
}

function checkForgottenMails(written: Notification[], due: string[]): void {
  for (const mail of written) {
    must(due.includes(mail.id), `${mail.id} was not due`);
    must(mail.status === 'sent' || mail.status === 'refused', `${mail.id} is ${mail.status}`);
    must(mail.to === null && mail.subject === null, `${mail.id} was to ${mail.to}`);
  }
}

function checkSent(shop: Shop, due: string[]): void {
  const { taken, acknowledged } = shop.mailService;
  // A mail may be sent again only while nobody has written down that it was taken, so that is written once.
  const once = new Set(acknowledged);
  must(once.size === acknowledged.length, `sent: ${acknowledged.toSorted()}`);
  const missing = due.filter((mail) => !once.has(mail));
  must(missing.length === 0, `not sent: ${missing}`);
  for (const { id, text, to } of taken) {
    const orderId = id.slice(0, id.indexOf('-'));
    const order = shop.orders.get(orderId)?.inspect().actor.state;
    must(order !== undefined && isPlaced(order) && mailsDue(order).includes(id), `${id} was not due`);
    must(to === emailOf(order.cartId), `${id} was sent to ${to}`);
    must(text.includes(orderId), `${id} does not name its order`);
  }
}

/** By their ids, which name order and turn. */
export function mailsDue({ orderId, status, refunds }: PlacedOrder): string[] {
  return [
    `${orderId}-confirmed`,
    ...(status === 'canceled' ? [`${orderId}-canceled`] : []),
    ...(status === 'fulfilled' ? [`${orderId}-fulfilled`] : []),
    ...refunds.filter((refund) => refund.status === 'done').map(({ refundId }) => refundId),
  ];
}
