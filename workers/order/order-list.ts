import type { OrderUpdated } from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { ProjectionDefinition } from '../../shared/projection/definition.ts';
import { type Projection, projection } from '../../shared/projection/projection.ts';
import { dayMs } from '../../shared/time.ts';

/** What an order tells its list. */
export type OrderSummary = OrderUpdated['data'];

const definition: ProjectionDefinition<OrderSummary> = {
  name: 'orders',
  registry: 'known_order',
  table: 'order_list',
  fromEarlier: ({ id, seq, status, customer, created, view }) => {
    const data = { orderId: id, status, customerId: customer, createdAt: created, view } as OrderSummary;
    return { id: data.orderId, seq: Number(seq), data };
  },
  create: (slot) => [
    `CREATE TABLE IF NOT EXISTS order_list_${slot} (
       id TEXT PRIMARY KEY,
       seq INTEGER NOT NULL,
       status TEXT NOT NULL,
       customer TEXT,
       created INTEGER NOT NULL,
       view TEXT NOT NULL,
       day INTEGER NOT NULL,
       currency TEXT NOT NULL,
       total INTEGER NOT NULL,
       captured INTEGER NOT NULL,
       refunded INTEGER NOT NULL
     )`,
    `CREATE INDEX IF NOT EXISTS order_list_${slot}_created ON order_list_${slot} (created DESC, id)`,
    `CREATE INDEX IF NOT EXISTS order_list_${slot}_customer ON order_list_${slot} (customer, created DESC, id)`,
    `CREATE INDEX IF NOT EXISTS order_list_${slot}_status ON order_list_${slot} (status, created DESC, id)`,
    // All that is summed up by day, so that no view has to be read for it.
    `CREATE INDEX IF NOT EXISTS order_list_${slot}_day
       ON order_list_${slot} (day DESC, currency, status, total, captured, refunded)`,
  ],
  drop: (slot) => [`DROP TABLE IF EXISTS order_list_${slot}`],
  write: (db, slot, { id, seq, data }) => {
    const { totals, payment } = JSON.parse(data.view) as OrderView;
    const { amount: total, currency } = totals.total;
    const day = Math.floor(data.createdAt / dayMs);
    const [captured, refunded] = [payment.captured.amount, payment.refunded.amount];
    const upsert = db.prepare(
      `INSERT INTO order_list_${slot}
         (id, seq, status, customer, created, view, day, currency, total, captured, refunded)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
       ON CONFLICT (id) DO UPDATE
         SET seq = ?2, status = ?3, view = ?6, total = ?9, captured = ?10, refunded = ?11 WHERE seq < ?2`,
    );
    const { status, customerId, createdAt, view } = data;
    return [
      upsert.bind(
        ...[id, seq, status, customerId, createdAt, view],
        ...[day, currency, total, captured, refunded],
      ),
    ];
  },
};

const orderList = projection(definition);

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
  readonly projection: Projection<OrderSummary>;

  constructor(db: D1Database, now: () => number = Date.now) {
    this.projection = orderList(db, now);
  }

  /** Takes events in any order and any number of times: the greatest `seq` of an order wins. */
  take(events: OrderUpdated[]): Promise<void> {
    return this.projection.take(
      events.map(({ seq, time, data }) => ({ id: data.orderId, seq, at: time, data })),
    );
  }

  seqOf(orderId: string): Promise<number> {
    return this.projection.seqOf(orderId);
  }

  /** How many orders the customer has placed before a time (ms since 1970). */
  async count(customer: string, before: number): Promise<number> {
    const [row] = await this.projection.read<{ n: number }>((db, slot) =>
      db
        .prepare(`SELECT COUNT(*) AS n FROM order_list_${slot} WHERE customer = ? AND created < ?`)
        .bind(customer, before),
    );
    return row?.n ?? 0;
  }

  async list(
    query: OrderQuery,
  ): Promise<{ items: OrderView[]; last: { created: number; id: string } | null }> {
    const after = query.after ?? { created: query.to, id: '' };
    // The end of the range is the cursor, not a condition beside it: else all that is newer would be read, too.
    const to = Math.min(query.to, after.created + 1);
    const conditions = ['created >= ?', 'created < ?', '(created < ? OR id > ?)'];
    const bindings: (string | number)[] = [query.from, to, after.created, after.id];
    if (query.status !== null) {
      conditions.push('status = ?');
      bindings.push(query.status);
    }
    if (query.customer !== null) {
      conditions.push('customer = ?');
      bindings.push(query.customer);
    }
    const rows = await this.projection.read<Row>((db, slot) =>
      db
        .prepare(
          `SELECT id, created, view FROM order_list_${slot} WHERE ${conditions.join(' AND ')}
           ORDER BY created DESC, id LIMIT ?`,
        )
        .bind(...bindings, query.limit + 1),
    );
    const page = rows.slice(0, query.limit);
    const end = page.at(-1);
    const last = rows.length > query.limit && end ? { created: end.created, id: end.id } : null;
    return { items: page.map((row) => JSON.parse(row.view) as OrderView), last };
  }
}
