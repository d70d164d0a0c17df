import type {
  Notification,
  NotificationStatus,
  WholeNotification,
} from '../../../shared/contracts/notification.ts';
import { readModel } from '../../../shared/read-model.ts';
import { rfc3339 } from '../../../shared/time.ts';
import { forgottenOrderTable } from '../forgetting/forgotten.ts';
import type { DueNotification } from './kinds.ts';
import type { Mail } from './mail/mail.ts';

/*
 *             ┌──────────── another try ───────────┐
 *             ▼                                    │
 *   ──▶ sending ──▶ sent, kept, refused      failed, and sending whose lease is over
 *             └────────────────────────────────────▲
 */

const open = readModel([
  forgottenOrderTable,
  `CREATE TABLE IF NOT EXISTS order_mail (
     id TEXT PRIMARY KEY,
     order_id TEXT NOT NULL,
     type TEXT NOT NULL,
     -- The refund that it is about; empty where there can be only one of its type.
     ref TEXT NOT NULL,
     -- Empty, as what it says, where the buyer was forgotten.
     recipient TEXT NOT NULL,
     subject TEXT NOT NULL,
     text TEXT NOT NULL,
     html TEXT NOT NULL,
     status TEXT NOT NULL,
     -- Why it was not sent.
     reason TEXT,
     -- While it is being sent: until then nobody else sends it. When it has failed: until then it waits for its
     -- next try; 0 when it was given up (ms since 1970).
     lease_until INTEGER NOT NULL,
     -- When that has happened which it tells of (ms since 1970).
     at INTEGER NOT NULL
   )`,
  'CREATE INDEX IF NOT EXISTS order_mail_order ON order_mail (order_id, id)',
]);

type Row = {
  id: string;
  order_id: string;
  type: Notification['type'];
  recipient: string;
  subject: string;
  text: string;
  html: string;
  status: NotificationStatus;
  reason: string | null;
  at: number;
};

/** A mail, and what it is about. */
export interface Entry {
  mail: Mail;
  orderId: string;
  due: DueNotification;
  /** ms since 1970 */
  at: number;
}

/** What has become of a mail. */
export interface Outcome {
  status: Exclude<NotificationStatus, 'sending'>;
  reason?: string;
  /** When one that has failed is tried again (ms since 1970); absent for never by itself. */
  againAt?: number;
}

/** Every mail to a buyer, by its id: what it says, and whether it has left the shop. */
export class MailBook {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /**
   * Writes a mail down as being sent from now on, so that nobody else sends it; one that has failed, or whose
   * sender has not been heard of until its lease was over, as it is written now. None for an order that was
   * forgotten, whatever was said of it before.
   *
   * @returns `settled`: there is nothing to send any more. `busy`: somebody else is at it. `waiting`: its next try
   *   is still to come, with another message
   */
  async claim(
    { mail, orderId, due, at }: Entry,
    now: number,
    leaseMs: number,
  ): Promise<'claimed' | 'settled' | 'busy' | 'waiting'> {
    const db = await open(this.#db);
    const { meta } = await db
      .prepare(
        `INSERT INTO order_mail (id, order_id, type, ref, recipient, subject, text, html, status, lease_until, at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'sending', ?9, ?10
         WHERE NOT EXISTS (SELECT 1 FROM forgotten_order WHERE id = ?2)
         ON CONFLICT (id) DO UPDATE
           SET subject = ?6, text = ?7, html = ?8, status = 'sending', lease_until = ?9
           WHERE status IN ('failed', 'sending') AND lease_until <= ?11`,
      )
      .bind(
        ...[mail.id, orderId, due.type, due.ref, mail.to, mail.subject, mail.text, mail.html],
        ...[now + leaseMs, at, now],
      )
      .run();
    if (meta.changes > 0) return 'claimed';
    const status = (await this.#row(mail.id))?.status;
    if (status === 'failed') return 'waiting';
    return status === 'sending' ? 'busy' : 'settled';
  }

  /** Says what has become of a mail that was being sent. */
  async settle(id: string, { status, reason, againAt }: Outcome): Promise<void> {
    const db = await open(this.#db);
    await db
      .prepare(
        "UPDATE order_mail SET status = ?2, reason = ?3, lease_until = ?4 WHERE id = ?1 AND status = 'sending'",
      )
      .bind(id, status, reason ?? null, againAt ?? 0)
      .run();
  }

  /** Empties the mails about these orders. That they were sent stays known; what still waited is not sent. */
  async forget(orderIds: string[]): Promise<void> {
    const db = await open(this.#db);
    await db
      .prepare(
        `UPDATE order_mail SET recipient = '', subject = '', text = '', html = '',
           reason = CASE WHEN status IN ('sending', 'failed') THEN 'the buyer was forgotten' END,
           status = CASE WHEN status IN ('sending', 'failed') THEN 'refused' ELSE status END
         WHERE order_id IN (SELECT value FROM json_each(?)) AND recipient <> ''`,
      )
      .bind(JSON.stringify(orderIds))
      .run();
  }

  /**
   * Whether nothing more is to be done for any of these. While one is being sent or waits for another try, its
   * sender may have died and its message may be lost, so whoever asks should say it again. An order that was
   * forgotten owes nobody a mail.
   */
  async hasAll(orderId: string, due: DueNotification[]): Promise<boolean> {
    if (due.length === 0) return true;
    const db = await open(this.#db);
    const forgotten = db.prepare('SELECT 1 FROM forgotten_order WHERE id = ?').bind(orderId);
    if (await forgotten.first()) return true;
    const { results } = await db
      .prepare(
        "SELECT type, ref FROM order_mail WHERE order_id = ? AND status <> 'sending' AND (status <> 'failed' OR lease_until = 0)",
      )
      .bind(orderId)
      .all<DueNotification>();
    return due.every(({ type, ref }) => results.some((found) => found.type === type && found.ref === ref));
  }

  /** In order of their ids, behind the id `after`. */
  async list({ orderId, after, limit }: { orderId: string | null; after: string; limit: number }) {
    const db = await open(this.#db);
    const ofOrder = orderId === null ? '' : 'AND order_id = ?3';
    const { results } = await db
      .prepare(`SELECT * FROM order_mail WHERE id > ?1 ${ofOrder} ORDER BY id LIMIT ?2`)
      .bind(after, limit + 1, ...(orderId === null ? [] : [orderId]))
      .all<Row>();
    const page = results.slice(0, limit);
    return { items: page.map(shown), last: results.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** With all that it says. */
  async find(id: string): Promise<WholeNotification | undefined> {
    const row = await this.#row(id);
    return row && { ...shown(row), text: row.text || null, html: row.html || null };
  }

  async #row(id: string): Promise<Row | undefined> {
    const db = await open(this.#db);
    return (await db.prepare('SELECT * FROM order_mail WHERE id = ?').bind(id).first<Row>()) ?? undefined;
  }
}

function shown({ id, order_id, type, recipient, subject, status, reason, at }: Row): Notification {
  return {
    id,
    type,
    channel: 'email',
    to: recipient || null,
    subject: subject || null,
    status,
    ...(reason === null ? {} : { reason }),
    at: rfc3339(at),
    orderId: order_id,
  };
}
