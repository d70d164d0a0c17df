import { readModel } from '../../../shared/read-model.ts';

const open = readModel(['CREATE TABLE IF NOT EXISTS webhook_endpoint (id TEXT PRIMARY KEY) WITHOUT ROWID']);

/** Each order's event is one call to each of them. */
export const maxWebhooks = 20;

/** Which endpoints there are. What each of them is, it knows itself. */
export class WebhookRegistry {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** In order of their ids, behind `after`. */
  async ids(after: string, limit: number): Promise<string[]> {
    const db = await open(this.#db);
    const { results } = await db
      .prepare('SELECT id FROM webhook_endpoint WHERE id > ? ORDER BY id LIMIT ?')
      .bind(after, limit)
      .all<{ id: string }>();
    return results.map(({ id }) => id);
  }

  async allIds(): Promise<string[]> {
    const db = await open(this.#db);
    const { results } = await db.prepare('SELECT id FROM webhook_endpoint').all<{ id: string }>();
    return results.map(({ id }) => id);
  }

  /** Whether there is room for another one. One that is there already needs none. */
  async hasRoomFor(id: string): Promise<boolean> {
    const db = await open(this.#db);
    const query = db.prepare('SELECT COUNT(*) AS others FROM webhook_endpoint WHERE id <> ?').bind(id);
    return ((await query.first<{ others: number }>())?.others ?? 0) < maxWebhooks;
  }

  async add(id: string): Promise<void> {
    const db = await open(this.#db);
    await db.prepare('INSERT INTO webhook_endpoint (id) VALUES (?) ON CONFLICT DO NOTHING').bind(id).run();
  }

  async remove(id: string): Promise<void> {
    const db = await open(this.#db);
    await db.prepare('DELETE FROM webhook_endpoint WHERE id = ?').bind(id).run();
  }
}
