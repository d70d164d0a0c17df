import type { OrderEvent } from '../../../shared/contracts/events.ts';
import { readModel } from '../../../shared/read-model.ts';
import { type DueNotification, dueOf } from '../notifications/kinds.ts';
import { messageOf, type WebhookMessage } from './message.ts';
import { WebhookRegistry } from './registry.ts';

const open = readModel([
  `CREATE TABLE IF NOT EXISTS webhook_event (
  order_id TEXT NOT NULL,
  type TEXT NOT NULL,
  -- The refund that it is about; empty where there can be only one of its type.
  ref TEXT NOT NULL,
  PRIMARY KEY (order_id, type, ref)
) WITHOUT ROWID`,
]);

/** The endpoints, as far as the intake knows them. */
export interface Endpoints {
  getByName(id: string): { take(messages: WebhookMessage[]): Promise<void> };
}

/** Hands what orders tell to every endpoint; which of them wants it, each knows itself. */
export class WebhookIntake {
  readonly #db: D1Database;
  readonly #endpoints: Endpoints;

  constructor(db: D1Database, endpoints: Endpoints) {
    this.#db = db;
    this.#endpoints = endpoints;
  }

  /** Takes events in any order and any number of times: an endpoint takes each once. */
  async take(events: OrderEvent[]): Promise<void> {
    if (events.length === 0) return;
    const ids = await new WebhookRegistry(this.#db).allIds();
    const messages = events.map(messageOf);
    await Promise.all(ids.map((id) => this.#endpoints.getByName(id).take(messages)));
    await this.#note(events);
  }

  /**
   * Whether all of these have been handed over. Noted also while there is no endpoint, so that the question has
   * the same answer whoever is registered later.
   */
  async hasTaken(orderId: string, due: DueNotification[]): Promise<boolean> {
    if (due.length === 0) return true;
    const db = await open(this.#db);
    const { results } = await db
      .prepare('SELECT type, ref FROM webhook_event WHERE order_id = ?')
      .bind(orderId)
      .all<DueNotification>();
    return due.every(({ type, ref }) => results.some((taken) => taken.type === type && taken.ref === ref));
  }

  async #note(events: OrderEvent[]): Promise<void> {
    const db = await open(this.#db);
    const insert = db.prepare(
      'INSERT INTO webhook_event (order_id, type, ref) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    await db.batch(
      events.map((event) => {
        const { type, ref } = dueOf(event);
        return insert.bind(event.data.orderId, type, ref);
      }),
    );
  }
}
