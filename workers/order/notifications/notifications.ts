import type { OrderEvent } from '../../../shared/contracts/events.ts';
import type { Notification } from '../../../shared/contracts/notification.ts';
import { readModel } from '../../../shared/read-model.ts';
import { rfc3339 } from '../../../shared/time.ts';
import { type DueNotification, dueOf, notificationTypes } from './kinds.ts';

const open = readModel([
  `CREATE TABLE IF NOT EXISTS order_notification (
  order_id TEXT NOT NULL,
  type TEXT NOT NULL,
  -- The refund that it is about; empty where there can be only one of its type.
  ref TEXT NOT NULL,
  channel TEXT NOT NULL,
  recipient TEXT NOT NULL,
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, type, ref, channel)
) WITHOUT ROWID`,
]);

type Row = {
  order_id: string;
  type: Notification['type'];
  ref: string;
  channel: string;
  recipient: string;
  status: string;
  at: number;
};

/** What is to be said to buyers about their orders, and that it was said: once, whatever the queue does. */
export class Notifications {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  async take(events: OrderEvent[]): Promise<void> {
    if (events.length === 0) return;
    const db = await open(this.#db);
    const insert = db.prepare(
      `INSERT INTO order_notification (order_id, type, ref, channel, recipient, status, at)
       VALUES (?, ?, ?, 'log', ?, 'sent', ?)
       ON CONFLICT DO NOTHING`,
    );
    const results = await db.batch(
      events.map((event) => {
        const { orderId, email } = event.data;
        const { type, ref } = dueOf(event);
        return insert.bind(orderId, type, ref, email, event.time);
      }),
    );
    for (const [index, { meta }] of results.entries()) {
      const event = events[index];
      // The channel `log`: the address stays out of it, as out of every log.
      if (event && meta.changes > 0) {
        console.log(
          JSON.stringify({ notification: notificationTypes[event.type], orderId: event.data.orderId }),
        );
      }
    }
  }

  /** Whether all of these have been said for the order. */
  async haveSaid(orderId: string, due: DueNotification[]): Promise<boolean> {
    if (due.length === 0) return true;
    const db = await open(this.#db);
    const { results } = await db
      .prepare('SELECT type, ref FROM order_notification WHERE order_id = ?')
      .bind(orderId)
      .all<DueNotification>();
    return due.every(({ type, ref }) => results.some((said) => said.type === type && said.ref === ref));
  }

  /** In order of order id, type and ref, behind `after` (these three, a space between them). */
  async list(query: { orderId: string | null; after: string; limit: number }) {
    const db = await open(this.#db);
    const [afterOrder = '', afterType = '', afterRef = ''] = query.after.split(' ');
    const { results } = await db
      .prepare(
        `SELECT * FROM order_notification
         WHERE (order_id, type, ref) > (?1, ?2, ?3) AND (?4 IS NULL OR order_id = ?4)
         ORDER BY order_id, type, ref LIMIT ?5`,
      )
      .bind(afterOrder, afterType, afterRef, query.orderId, query.limit + 1)
      .all<Row>();
    const page = results.slice(0, query.limit);
    const end = page.at(-1);
    const last = results.length > query.limit && end ? `${end.order_id} ${end.type} ${end.ref}` : null;
    return { items: page.map(shown), last };
  }
}

function shown({ order_id, type, channel, recipient, status, at }: Row): Notification {
  return { type, channel, to: recipient, status, at: rfc3339(at), orderId: order_id };
}
