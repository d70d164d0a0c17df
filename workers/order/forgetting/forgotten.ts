import { readModel } from '../../../shared/read-model.ts';

/** Whoever keeps something about an order's buyer looks there before it writes. */
export const forgottenOrderTable = `CREATE TABLE IF NOT EXISTS forgotten_order (
     id TEXT PRIMARY KEY,
     customer TEXT
   ) WITHOUT ROWID`;

const open = readModel([
  forgottenOrderTable,
  'CREATE INDEX IF NOT EXISTS forgotten_order_customer ON forgotten_order (customer)',
  `CREATE TABLE IF NOT EXISTS forgotten_customer (
     id TEXT PRIMARY KEY,
     -- What the customer has placed before is forgotten (ms since 1970).
     before INTEGER NOT NULL
   ) WITHOUT ROWID`,
]);

export interface ForgottenOrder {
  orderId: string;
  /** null: a guest's. */
  customerId: string | null;
}

/** Who has asked to be forgotten, and the orders of which nobody can tell any more whose they are. */
export class Forgotten {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** From here on each order that the customer has placed before is forgotten as soon as that is possible. */
  async ask(customerId: string, before: number): Promise<void> {
    const db = await open(this.#db);
    await db
      .prepare(
        `INSERT INTO forgotten_customer (id, before) VALUES (?1, ?2)
         ON CONFLICT (id) DO UPDATE SET before = MAX(before, ?2)`,
      )
      .bind(customerId, before)
      .run();
  }

  /** By customer, what they have placed before which time is to be forgotten (ms since 1970). */
  async askedBy(customerIds: string[]): Promise<Map<string, number>> {
    const db = await open(this.#db);
    const { results } = await db
      .prepare('SELECT id, before FROM forgotten_customer WHERE id IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(customerIds))
      .all<{ id: string; before: number }>();
    return new Map(results.map(({ id, before }) => [id, before]));
  }

  async note(orders: ForgottenOrder[]): Promise<void> {
    const db = await open(this.#db);
    const insert = db.prepare(
      'INSERT INTO forgotten_order (id, customer) VALUES (?, ?) ON CONFLICT DO NOTHING',
    );
    await db.batch(orders.map(({ orderId, customerId }) => insert.bind(orderId, customerId)));
  }

  /** Those of these orders that are known to be forgotten. */
  async noted(orderIds: string[]): Promise<Set<string>> {
    const db = await open(this.#db);
    const { results } = await db
      .prepare('SELECT id FROM forgotten_order WHERE id IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(orderIds))
      .all<{ id: string }>();
    return new Set(results.map(({ id }) => id));
  }

  async count(customerId: string): Promise<number> {
    const db = await open(this.#db);
    const query = db.prepare('SELECT COUNT(*) AS n FROM forgotten_order WHERE customer = ?').bind(customerId);
    return (await query.first<{ n: number }>())?.n ?? 0;
  }
}
