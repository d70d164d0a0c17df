import type { OrderEvent } from '../../../shared/contracts/events.ts';
import { readModel } from '../../../shared/read-model.ts';
import { rfc3339 } from '../../../shared/time.ts';

const open = readModel([
  `CREATE TABLE IF NOT EXISTS notification (
  order_id TEXT NOT NULL,
  type TEXT NOT NULL,
  channel TEXT NOT NULL,
  recipient TEXT NOT NULL,
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, type, channel)
) WITHOUT ROWID`,
]);

export interface Notification {
  type: string;
  channel: string;
  to: string;
  status: string;
  at: string;
  orderId: string;
}

type Row = { order_id: string; type: string; channel: string; recipient: string; status: string; at: number };

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
      `INSERT INTO notification (order_id, type, channel, recipient, status, at) VALUES (?, ?, 'log', ?, 'sent', ?)
       ON CONFLICT DO NOTHING`,
    );
    const results = await db.batch(
      events.map(({ type, data, time }) =>
        insert.bind(data.orderId, notificationType(type), data.email, time),
      ),
    );
    for (const [index, { meta }] of results.entries()) {
      const event = events[index];
      // The channel `log`: the address stays out of it, as out of every log.
      if (event && meta.changes > 0) {
        console.log(
          JSON.stringify({ notification: notificationType(event.type), orderId: event.data.orderId }),
        );
      }
    }
  }

  /** Whether all of these types have been said for the order. */
  async haveSaid(orderId: string, types: string[]): Promise<boolean> {
    if (types.length === 0) return true;
    const db = await open(this.#db);
    const { results } = await db
      .prepare('SELECT type FROM notification WHERE order_id = ?')
      .bind(orderId)
      .all<{ type: string }>();
    const said = new Set(results.map(({ type }) => type));
    return types.every((type) => said.has(type));
  }

  /** In order of order id and type, behind `after` (`orderId type`). */
  async list(query: { orderId: string | null; after: string; limit: number }) {
    const db = await open(this.#db);
    const [afterOrder = '', afterType = ''] = query.after.split(' ');
    const { results } = await db
      .prepare(
        `SELECT * FROM notification WHERE (order_id, type) > (?1, ?2) AND (?3 IS NULL OR order_id = ?3)
         ORDER BY order_id, type LIMIT ?4`,
      )
      .bind(afterOrder, afterType, query.orderId, query.limit + 1)
      .all<Row>();
    const page = results.slice(0, query.limit);
    const end = page.at(-1);
    const last = results.length > query.limit && end ? `${end.order_id} ${end.type}` : null;
    return { items: page.map(shown), last };
  }
}

function notificationType(type: OrderEvent['type']): string {
  return type === 'OrderCreated' ? 'order.confirmed' : 'order.canceled';
}

function shown({ order_id, type, channel, recipient, status, at }: Row): Notification {
  return { type, channel, to: recipient, status, at: rfc3339(at), orderId: order_id };
}
