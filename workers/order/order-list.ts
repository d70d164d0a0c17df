import type { OrderUpdated } from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { readModel } from '../../shared/read-model.ts';

const open = readModel([
  `CREATE TABLE IF NOT EXISTS order_list (
     id TEXT PRIMARY KEY,
     seq INTEGER NOT NULL,
     status TEXT NOT NULL,
     customer TEXT,
     created INTEGER NOT NULL,
     view TEXT NOT NULL
   )`,
  'CREATE INDEX IF NOT EXISTS order_list_created ON order_list (created DESC, id)',
  'CREATE INDEX IF NOT EXISTS order_list_customer ON order_list (customer, created DESC, id)',
]);

export interface OrderQuery {
  status: string | null;
  customer: string | null;
  /** ms since 1970, inclusive */
  from: number;
  /** ms since 1970, exclusive */
  to: number;
  /** Where the page before ended; null on the first. */
  after: { created: number; id: string } | null;
  limit: number;
}

type Row = { id: string; created: number; view: string };

/** The read model behind the list of orders, newest first, fed by OrderUpdated. The orders know everything in it. */
export class OrderList {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** Takes events in any order and any number of times: the greatest `seq` of an order wins. */
  async take(events: OrderUpdated[]): Promise<void> {
    if (events.length === 0) return;
    const db = await open(this.#db);
    const upsert = db.prepare(
      `INSERT INTO order_list (id, seq, status, customer, created, view) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (id) DO UPDATE SET seq = ?2, status = ?3, view = ?6 WHERE seq < ?2`,
    );
    await db.batch(
      events.map(({ seq, data }) =>
        upsert.bind(data.orderId, seq, data.status, data.customerId, data.createdAt, data.view),
      ),
    );
  }

  async seqOf(orderId: string): Promise<number> {
    const db = await open(this.#db);
    const query = db.prepare('SELECT seq FROM order_list WHERE id = ?').bind(orderId);
    return (await query.first<{ seq: number }>())?.seq ?? 0;
  }

  async list(
    query: OrderQuery,
  ): Promise<{ items: OrderView[]; last: { created: number; id: string } | null }> {
    const db = await open(this.#db);
    const after = query.after ?? { created: Number.MAX_SAFE_INTEGER, id: '' };
    const conditions = ['created >= ?', 'created < ?', '(created < ? OR (created = ? AND id > ?))'];
    const bindings: (string | number)[] = [query.from, query.to, after.created, after.created, after.id];
    if (query.status !== null) {
      conditions.push('status = ?');
      bindings.push(query.status);
    }
    if (query.customer !== null) {
      conditions.push('customer = ?');
      bindings.push(query.customer);
    }
    const { results } = await db
      .prepare(
        `SELECT id, created, view FROM order_list WHERE ${conditions.join(' AND ')}
         ORDER BY created DESC, id LIMIT ?`,
      )
      .bind(...bindings, query.limit + 1)
      .all<Row>();
    const page = results.slice(0, query.limit);
    const end = page.at(-1);
    const last = results.length > query.limit && end ? { created: end.created, id: end.id } : null;
    return { items: page.map((row) => JSON.parse(row.view) as OrderView), last };
  }
}
