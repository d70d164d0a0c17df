import type { DeadLetter, DeadLetterStatus, DeadLetterView } from '../../../shared/contracts/dead-letter.ts';
import { sha256 } from '../../../shared/digest.ts';
import { idFrom } from '../../../shared/ids.ts';
import { readModel } from '../../../shared/read-model.ts';
import { rfc3339 } from '../../../shared/time.ts';
import { forgottenOrderTable } from '../forgetting/forgotten.ts';

const open = readModel([
  forgottenOrderTable,
  `CREATE TABLE IF NOT EXISTS dead_letter (
     id TEXT PRIMARY KEY,
     queue TEXT NOT NULL,
     body TEXT NOT NULL,
     reason TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     received INTEGER NOT NULL,
     status TEXT NOT NULL,
     redriven INTEGER
   )`,
  'CREATE INDEX IF NOT EXISTS dead_letter_received ON dead_letter (received DESC, id)',
]);

const dayMs = 86_400_000;

/** Longer than any outage, and than anybody's holidays. */
export const keptForMs = 30 * dayMs;

/** Bounds what one delivery may delete, so that a great clean-up does not hold up new letters. */
const maxForgottenAtOnce = 100;

/** A dead letter as it was delivered. */
export interface Received extends DeadLetter {
  /** When the letter was sent (ms since 1970): the same at each delivery of it. */
  at: number;
}

export interface DeadLetterQuery {
  queue: string | null;
  status: DeadLetterStatus | null;
  /** Where the page before ended; null on the first. */
  after: { created: number; id: string } | null;
  limit: number;
}

export interface DeadLetterRow {
  id: string;
  queue: string;
  body: string;
  reason: string;
  attempts: number;
  received: number;
  status: DeadLetterStatus;
  redriven: number | null;
}

/**
 * Messages that could not be handled. One that is given up again, after a redrive or because its sender has
 * sent it again, is the same letter with more tries: a letter is known by its queue and its body.
 */
export class DeadLetters {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /**
   * Takes letters any number of times, but none about an order that was forgotten: such a letter may have been
   * written before that. Forgets what is older than 30 days.
   */
  async keep(letters: Received[]): Promise<void> {
    const db = await open(this.#db);
    const upsert = db.prepare(
      `INSERT INTO dead_letter (id, queue, body, reason, attempts, received, status)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'kept')
       ON CONFLICT (id) DO UPDATE SET reason = ?4, attempts = attempts + ?5, received = ?6, status = 'kept'
       WHERE received < ?6`,
    );
    const drop = db.prepare(
      `DELETE FROM dead_letter WHERE id IN (SELECT value FROM json_each(?))
       AND json_extract(body, '$.data.orderId') IN (SELECT id FROM forgotten_order)`,
    );
    const forget = db.prepare(
      `DELETE FROM dead_letter WHERE id IN
       (SELECT id FROM dead_letter WHERE received < ?1 ORDER BY received LIMIT ?2)`,
    );
    const rows = await Promise.all(letters.map(rowOf));
    const newest = Math.max(...letters.map(({ at }) => at));
    await db.batch([
      ...rows.map((row) => upsert.bind(...row)),
      drop.bind(JSON.stringify(rows.map(([id]) => id))),
      forget.bind(newest - keptForMs, maxForgottenAtOnce),
    ]);
  }

  /** Throws away what is about these orders. Nothing is lost: an order tells again what has not arrived. */
  async forget(orderIds: string[]): Promise<void> {
    const db = await open(this.#db);
    await db
      .prepare(
        `DELETE FROM dead_letter
         WHERE json_extract(body, '$.data.orderId') IN (SELECT value FROM json_each(?))`,
      )
      .bind(JSON.stringify(orderIds))
      .run();
  }

  async find(id: string): Promise<DeadLetterRow | null> {
    const db = await open(this.#db);
    return db.prepare('SELECT * FROM dead_letter WHERE id = ?').bind(id).first<DeadLetterRow>();
  }

  /** Newest first. */
  async list(query: DeadLetterQuery): Promise<{ items: DeadLetterView[]; last: DeadLetterQuery['after'] }> {
    const db = await open(this.#db);
    const after = query.after ?? { created: Number.MAX_SAFE_INTEGER, id: '' };
    const { results } = await db
      .prepare(
        `SELECT * FROM dead_letter
         WHERE (received < ?1 OR (received = ?1 AND id > ?2))
           AND (?3 IS NULL OR queue = ?3) AND (?4 IS NULL OR status = ?4)
         ORDER BY received DESC, id LIMIT ?5`,
      )
      .bind(after.created, after.id, query.queue, query.status, query.limit + 1)
      .all<DeadLetterRow>();
    const page = results.slice(0, query.limit);
    const end = page.at(-1);
    const last = results.length > query.limit && end ? { created: end.received, id: end.id } : null;
    return { items: page.map(viewOf), last };
  }

  /** Those that wait for another try in one of these queues, the oldest first. */
  async waiting(queues: string[], limit: number): Promise<DeadLetterRow[]> {
    const db = await open(this.#db);
    const { results } = await db
      .prepare(
        `SELECT * FROM dead_letter WHERE status = 'kept' AND queue IN (SELECT value FROM json_each(?1))
         ORDER BY received, id LIMIT ?2`,
      )
      .bind(JSON.stringify(queues), limit)
      .all<DeadLetterRow>();
    return results;
  }

  async countWaiting(queues: string[]): Promise<number> {
    const db = await open(this.#db);
    const count = db
      .prepare(
        `SELECT COUNT(*) AS n FROM dead_letter
         WHERE status = 'kept' AND queue IN (SELECT value FROM json_each(?1))`,
      )
      .bind(JSON.stringify(queues));
    return (await count.first<{ n: number }>())?.n ?? 0;
  }

  /** A letter that has come back in the meantime stays kept. */
  async markRedriven({ id, received }: DeadLetterRow, now: number): Promise<void> {
    const db = await open(this.#db);
    await db
      .prepare(`UPDATE dead_letter SET status = 'redriven', redriven = ? WHERE id = ? AND received = ?`)
      .bind(now, id, received)
      .run();
  }
}

export function viewOf({ received, redriven, body, ...shown }: DeadLetterRow): DeadLetterView {
  return {
    ...shown,
    receivedAt: rfc3339(received),
    redrivenAt: redriven === null ? null : rfc3339(redriven),
    body: JSON.parse(body),
  };
}

async function rowOf({ queue, body, reason, attempts, at }: Received) {
  const text = asJson(body);
  return [await idOf(queue, text), queue, text, reason, attempts, at] as const;
}

async function idOf(queue: string, body: string): Promise<string> {
  return idFrom('dlt', await sha256(JSON.stringify([queue, body])));
}

/** A queue may carry what JSON cannot: of that, what can be read is kept. */
function asJson(body: unknown): string {
  try {
    return JSON.stringify(body) ?? 'null';
  } catch {
    return JSON.stringify(String(body));
  }
}
