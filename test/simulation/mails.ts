import { isDeepStrictEqual } from 'node:util';
import { isPlaced, type PlacedOrder } from '../../workers/order/domain/order.ts';
import { must } from './must.ts';
import type { Shop } from './shop.ts';

/** Each buyer has exactly the mails of his order's life: nothing is missing, nothing is said twice. */
export async function checkMails(shop: Shop): Promise<void> {
  const { items } = await shop.mailBook.list({ orderId: null, after: '', limit: 10_000 });
  const { taken, acknowledged } = shop.mailService;
  const allDue: string[] = [];
  for (const [id, host] of shop.orders) {
    const { state } = host.inspect().actor;
    const due = host.inspect().isCompleted && isPlaced(state) ? mailsDue(state) : [];
    const written = items.filter(({ orderId }) => orderId === id);
    const ids = written.map((item) => item.id);
    must(isDeepStrictEqual(ids, due.toSorted()), `${id}: mails ${ids}, due ${due}`);
    const unsent = written.filter(({ status }) => status !== 'sent');
    must(unsent.length === 0, `${id}: ${JSON.stringify(unsent)}`);
    allDue.push(...due);
  }
  // A mail may be sent again only while nobody has written down that it was taken, so that is written once.
  must(isDeepStrictEqual(acknowledged.toSorted(), allDue.toSorted()), `sent: ${acknowledged.toSorted()}`);
  for (const { id, text, to } of taken) {
    must(allDue.includes(id) && to === 'buyer@example.com', `${id} was sent to ${to}`);
    must(text.includes(id.slice(0, id.indexOf('-'))), `${id} does not name its order`);
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
