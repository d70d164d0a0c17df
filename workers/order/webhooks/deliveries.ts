import type { Sql } from '../../../shared/actor/platform.ts';
import type { DeliveryStatus, DeliveryView, WebhookType } from '../../../shared/contracts/webhook.ts';
import { rfc3339 } from '../../../shared/time.ts';
import type { Reply } from './courier.ts';
import type { WebhookMessage } from './message.ts';

/** The log keeps so many, besides what is still to be delivered. */
export const maxDeliveriesKept = 1_000;

type Row = {
  n: number;
  message: string;
  type: WebhookType;
  payload: string;
  status: DeliveryStatus;
  created: number;
  attempts: number;
  /** Made before it was last asked for by hand. */
  attempts_before: number;
  /** When the next attempt is due; while one is under way, when it counts as lost. */
  next: number;
  last: number | null;
  last_status: number | null;
  last_detail: string | null;
};

/** An attempt that is under way. */
export interface Claimed {
  n: number;
  message: WebhookMessage;
  /** With this one. */
  attempts: number;
}

/** What an endpoint was and is to be sent, newest last. It is the delivery log and the list of what is due. */
export class DeliveryTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Takes each message once, and forgets the oldest that are settled. */
  add({ id, type, payload }: WebhookMessage, now: number): void {
    this.#sql.exec(
      `INSERT INTO delivery (message, type, payload, status, created, attempts, attempts_before, next)
       VALUES (?1, ?2, ?3, 'pending', ?4, 0, 0, ?4) ON CONFLICT (message) DO NOTHING`,
      id,
      type,
      payload,
      now,
    );
    this.#sql.exec(
      `DELETE FROM delivery
       WHERE n <= (SELECT MAX(n) FROM delivery) - ? AND status <> 'pending'`,
      maxDeliveriesKept,
    );
  }

  /** Begins the attempt that is due longest. Counted before it is made: a process that dies of it has made it. */
  claim(now: number, lostAfterMs: number): Claimed | undefined {
    const row = this.#sql
      .exec<Row>(
        `UPDATE delivery SET attempts = attempts + 1, next = ?
         WHERE n = (SELECT n FROM delivery WHERE status = 'pending' AND next <= ? ORDER BY next, n LIMIT 1)
         RETURNING *`,
        now + lostAfterMs,
        now,
      )
      .toArray()[0];
    if (!row) return undefined;
    const { n, message, type, payload, attempts } = row;
    return { n, message: { id: message, type, payload }, attempts };
  }

  /** How many attempts were made since the delivery began, or was last asked for by hand. */
  attemptsOf({ n, attempts }: Claimed): number {
    const row = this.#row(n);
    return row ? attempts - row.attempts_before : attempts;
  }

  /**
   * Notes what came of an attempt, unless another one has begun since: then this one counted as lost.
   * @param next when the next attempt is due, for one that is pending (ms since 1970)
   */
  settle(
    { n, attempts }: Claimed,
    { status, detail }: Pick<Reply, 'status' | 'detail'>,
    to: DeliveryStatus,
    now: number,
    next = now,
  ): void {
    this.#sql.exec(
      `UPDATE delivery SET status = ?, next = ?, last = ?, last_status = ?, last_detail = ?
       WHERE n = ? AND attempts = ?`,
      to,
      next,
      now,
      status,
      detail,
      n,
      attempts,
    );
  }

  /** The endpoint wants nothing any more. */
  failPending(): void {
    this.#sql.exec("UPDATE delivery SET status = 'failed' WHERE status = 'pending'");
  }

  /** Begins anew, as if nothing had been tried. Returns false where there is no such delivery. */
  redeliver(n: number, now: number): boolean {
    if (!this.#row(n)) return false;
    this.#sql.exec(
      "UPDATE delivery SET status = 'pending', next = ?, attempts_before = attempts WHERE n = ?",
      now,
      n,
    );
    return true;
  }

  /** When the next attempt is due (ms since 1970), or undefined. */
  nextDue(): number | undefined {
    const query = "SELECT next FROM delivery WHERE status = 'pending' ORDER BY next LIMIT 1";
    return this.#sql.exec<{ next: number }>(query).toArray()[0]?.next;
  }

  /** Newest first, older than number `before`. */
  page(before: number, limit: number): DeliveryView[] {
    const query = 'SELECT * FROM delivery WHERE n < ? ORDER BY n DESC LIMIT ?';
    return this.#sql.exec<Row>(query, before, limit).toArray().map(viewOf);
  }

  view(n: number): DeliveryView | undefined {
    const row = this.#row(n);
    return row && viewOf(row);
  }

  delete(): void {
    this.#sql.exec('DELETE FROM delivery');
  }

  #row(n: number): Row | undefined {
    return this.#sql.exec<Row>('SELECT * FROM delivery WHERE n = ?', n).toArray()[0];
  }
}

function viewOf(row: Row): DeliveryView {
  const { n, message, type, status, attempts, created, next, last, last_status, last_detail } = row;
  return {
    n,
    webhookId: message,
    type,
    status,
    attempts,
    createdAt: rfc3339(created),
    nextAttemptAt: status === 'pending' ? rfc3339(next) : null,
    lastAttempt: last === null ? null : { at: rfc3339(last), status: last_status, detail: last_detail ?? '' },
  };
}
