import { type Repeatable, rememberForMs } from './actor/request-memory.ts';
import { type Answer, refused } from './contracts/call.ts';
import type { Rejection } from './contracts/rejections.ts';
import { readModel } from './read-model.ts';
import type { Result } from './result.ts';

const open = readModel([
  `CREATE TABLE IF NOT EXISTS request (
     key TEXT PRIMARY KEY,
     fingerprint TEXT NOT NULL,
     at INTEGER NOT NULL,
     answer TEXT
   )`,
  'CREATE INDEX IF NOT EXISTS request_at ON request (at)',
]);

/** A request that was cut off may be tried again with its key after this long. */
const runsAtMostMs = 60_000;

/** Bounds what one request may delete. */
const maxForgottenAtOnce = 100;

type Row = { fingerprint: string; answer: string | null };

/** Request memory for what no actor stands behind: what was answered to requests that carry a key. */
export class RequestTable {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /**
   * Does `work`, or answers what it answered to the same request before. Work that throws may be tried again.
   * @param object what the request is sent to: another object's equal key is another key
   */
  async once<Value>(
    object: string,
    repeat: Repeatable | undefined,
    now: number,
    work: () => Promise<Result<Value, Rejection>>,
  ): Promise<Answer<Value>> {
    if (!repeat) return { ...(await work()), replayed: false };
    const key = JSON.stringify([object, repeat.key]);
    const before = await this.#begin(key, repeat.fingerprint, now);
    if (before) return recalled(before, repeat.fingerprint);
    try {
      const answer = await work();
      await this.#finish(key, JSON.stringify(answer));
      return { ...answer, replayed: false };
    } catch (error) {
      await this.#forget(key);
      throw error;
    }
  }

  /** Forgets every answer that names one of these objects: the same request may then be made anew. */
  async forgetAnswersAbout(ids: string[]): Promise<void> {
    const db = await open(this.#db);
    const forget = db.prepare('DELETE FROM request WHERE instr(answer, ?) > 0');
    await db.batch(ids.map((id) => forget.bind(id)));
  }

  /** Takes the key, or returns who has it. */
  async #begin(key: string, fingerprint: string, now: number): Promise<Row | null> {
    const db = await open(this.#db);
    const forget = db.prepare(
      'DELETE FROM request WHERE key IN (SELECT key FROM request WHERE at < ? ORDER BY at LIMIT ?)',
    );
    const take = db.prepare(
      `INSERT INTO request (key, fingerprint, at) VALUES (?1, ?2, ?3)
       ON CONFLICT (key) DO UPDATE SET fingerprint = ?2, at = ?3, answer = NULL
       WHERE at < ?4 OR (answer IS NULL AND at < ?5)`,
    );
    const look = db.prepare('SELECT fingerprint, answer FROM request WHERE key = ?').bind(key);
    const [, taken, found] = await db.batch<Row>([
      forget.bind(now - rememberForMs, maxForgottenAtOnce),
      take.bind(key, fingerprint, now, now - rememberForMs, now - runsAtMostMs),
      look,
    ]);
    return taken?.meta.changes ? null : (found?.results[0] ?? null);
  }

  async #finish(key: string, answer: string): Promise<void> {
    const db = await open(this.#db);
    await db.prepare('UPDATE request SET answer = ? WHERE key = ?').bind(answer, key).run();
  }

  async #forget(key: string): Promise<void> {
    const db = await open(this.#db);
    await db.prepare('DELETE FROM request WHERE key = ?').bind(key).run();
  }
}

function recalled<Value>({ fingerprint, answer }: Row, asked: string): Answer<Value> {
  if (fingerprint !== asked) return refused({ type: 'IdempotencyKeyReused' });
  if (answer === null) return refused({ type: 'RequestInProgress' });
  return { ...(JSON.parse(answer) as Result<Value, Rejection>), replayed: true };
}
