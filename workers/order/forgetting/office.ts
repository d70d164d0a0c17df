import type { Cause } from '../../../shared/actor/event-log.ts';
import { RequestTable } from '../../../shared/request-table.ts';
import { DeadLetters } from '../dead-letters/dead-letters.ts';
import { MailBook } from '../notifications/mail-book.ts';
import { OrderList } from '../order-list.ts';
import { type ForgetSlice, Forgetting } from './forgetting.ts';
import { Forgotten } from './forgotten.ts';

/** What the order service has for forgetting. */
export interface ForgettingEnv {
  ORDERS_DB: D1Database;
  ORDERS: { getByName(orderId: string): { forget(cause: Cause): Promise<boolean> } };
  TO_FORGETTING: { send(slice: ForgetSlice): Promise<unknown> };
}

export function forgettingOf({ ORDERS_DB: db, ORDERS, TO_FORGETTING }: ForgettingEnv): Forgetting {
  return new Forgetting({
    forgotten: new Forgotten(db),
    list: new OrderList(db),
    mails: new MailBook(db),
    letters: new DeadLetters(db),
    requests: new RequestTable(db),
    forgetOrder: (orderId, cause) => ORDERS.getByName(orderId).forget(cause),
    goOn: (slice) => TO_FORGETTING.send(slice),
  });
}
