import type { Sql } from './platform.ts';

/** A request that may be sent again: its key, and a digest of what was asked. */
export interface Repeatable {
  /** Unique to the caller: another caller's equal key is another key. */
  key: string;
  /** SHA-256 of method, path and body. */
  fingerprint: string;
}

export type Recollection =
  | { kind: 'new' }
  | { kind: 'running' }
  | { kind: 'answered'; answer: string }
  /** The key was used for something else. */
  | { kind: 'mismatch' };

const dayMs = 86_400_000;

/** How long a repeat gets the first answer. The API promises a day. */
export const rememberForMs = dayMs;

/**
 * What was answered to requests that carry a key. Rows are keyed by the day first, so that forgetting is one
 * range delete at the front of the table and needs no index of its own.
 */
export class RequestMemory {
  readonly #sql: Sql;
  /** No row is older than this day; spares a delete per command. */
  #oldestDay: number | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
    const first = sql.exec<{ day: number | null }>('SELECT MIN(day) AS day FROM repeat').toArray()[0];
    this.#oldestDay = first?.day ?? null;
  }

  recall(request: Repeatable, now: number): Recollection {
    const today = dayOf(now);
    const row = this.#sql
      .exec<{ fingerprint: string; answer: string | null }>(
        'SELECT fingerprint, answer FROM repeat WHERE day IN (?, ?, ?) AND key = ? AND at > ?',
        // An actor may move to a machine whose clock is a little behind.
        today + 1,
        today,
        today - 1,
        request.key,
        now - rememberForMs,
      )
      .toArray()[0];
    if (!row) return { kind: 'new' };
    if (row.fingerprint !== request.fingerprint) return { kind: 'mismatch' };
    return row.answer === null ? { kind: 'running' } : { kind: 'answered', answer: row.answer };
  }

  /** @param answer null while the request is still running */
  remember(request: Repeatable, answer: string | null, now: number): void {
    const today = dayOf(now);
    this.#sql.exec(
      'INSERT OR REPLACE INTO repeat (day, key, fingerprint, at, answer) VALUES (?, ?, ?, ?, ?)',
      today,
      request.key,
      request.fingerprint,
      now,
      answer,
    );
    this.#oldestDay ??= today;
  }

  /** Gives every request that is still running this answer, or the one with this key. */
  finishRunning(answer: string, key: string | null = null): void {
    this.#sql.exec(
      'UPDATE repeat SET answer = ?1 WHERE answer IS NULL AND (?2 IS NULL OR key = ?2)',
      answer,
      key,
    );
  }

  /** Forgets every request that is still running, so that its key may be tried again. */
  forgetRunning(): void {
    this.#sql.exec('DELETE FROM repeat WHERE answer IS NULL');
  }

  /** Forgets every request that got this answer, so that its key may be tried again. */
  forgetAnswer(answer: string): void {
    this.#sql.exec('DELETE FROM repeat WHERE answer = ?', answer);
  }

  /** Puts something else in the place of every answer that is kept. */
  redact(redactAnswer: (answer: unknown) => unknown): void {
    const rows = this.#sql
      .exec<{ day: number; key: string; answer: string }>(
        'SELECT day, key, answer FROM repeat WHERE answer IS NOT NULL',
      )
      .toArray();
    for (const { day, key, answer } of rows) {
      this.#sql.exec(
        'UPDATE repeat SET answer = ? WHERE day = ? AND key = ?',
        JSON.stringify(redactAnswer(JSON.parse(answer))),
        day,
        key,
      );
    }
  }

  /** When there will be something to forget (ms since 1970), or undefined. */
  due(): number | undefined {
    return this.#oldestDay === null ? undefined : (this.#oldestDay + 2) * dayMs;
  }

  forget(now: number): void {
    if (this.#oldestDay === null || this.#oldestDay >= dayOf(now) - 1) return;
    this.#sql.exec('DELETE FROM repeat WHERE day < ?', dayOf(now) - 1);
    const first = this.#sql.exec<{ day: number | null }>('SELECT MIN(day) AS day FROM repeat').toArray()[0];
    this.#oldestDay = first?.day ?? null;
  }
}

function dayOf(now: number): number {
  return Math.floor(now / dayMs);
}
