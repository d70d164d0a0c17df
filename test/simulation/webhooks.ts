import { isDeepStrictEqual } from 'node:util';
import { isPlaced } from '../../workers/order/domain/order.ts';
import { mailsDue } from './mails.ts';
import { must } from './must.ts';
import type { Shop } from './shop.ts';

/** The webhook has heard exactly what buyers have: each turn of each order, under one id however often it came. */
export function checkWebhooks(shop: Shop): void {
  for (const [id, host] of shop.orders) {
    const { state } = host.inspect().actor;
    const due = host.inspect().isCompleted && isPlaced(state) ? mailsDue(state) : [];
    const heard = shop.receiver.heardOf(id);
    must(
      isDeepStrictEqual(heard.toSorted(), due.toSorted()),
      `${id}: the webhook heard ${heard}, due ${due}`,
    );
  }
}
