import type { Sql } from '../../../shared/actor/platform.ts';
import type { WebhookBody, WebhookType, WebhookView } from '../../../shared/contracts/webhook.ts';
import { rfc3339 } from '../../../shared/time.ts';

/** How long an old secret goes on signing beside the new one, so that a receiver can take it over in peace. */
export const secretOverlapMs = 24 * 3_600_000;

type Row = {
  url: string;
  /** JSON; null for every type */
  events: string | null;
  description: string | null;
  created: number;
  disabled: number | null;
  secret: string;
  old_secret: string | null;
  old_secret_until: number | null;
};

/** What an endpoint is: its one row. Gone when the endpoint was removed. */
export class SettingsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  insert({ url, events, description }: WebhookBody, secret: string, now: number): void {
    this.#sql.exec(
      'INSERT INTO endpoint (one, url, events, description, created, secret) VALUES (1, ?, ?, ?, ?, ?)',
      url,
      events ? JSON.stringify(events) : null,
      description ?? null,
      now,
      secret,
    );
  }

  get(): Settings | undefined {
    const row = this.#sql.exec<Row>('SELECT * FROM endpoint').toArray()[0];
    return row && new Settings(row);
  }

  /** The secret before the old one is forgotten at once: rotating twice ends one that others know. */
  rotateSecret(secret: string, now: number): void {
    this.#sql.exec(
      'UPDATE endpoint SET old_secret = secret, old_secret_until = ?, secret = ?',
      now + secretOverlapMs,
      secret,
    );
  }

  /** @param since ms since 1970; null enables it again */
  disable(since: number | null): void {
    this.#sql.exec('UPDATE endpoint SET disabled = ?', since);
  }

  delete(): void {
    this.#sql.exec('DELETE FROM endpoint');
  }
}

export class Settings {
  readonly #row: Row;
  readonly events: WebhookType[] | null;

  constructor(row: Row) {
    this.#row = row;
    this.events = row.events === null ? null : (JSON.parse(row.events) as WebhookType[]);
  }

  get url(): string {
    return this.#row.url;
  }

  get isEnabled(): boolean {
    return this.#row.disabled === null;
  }

  wants(type: WebhookType): boolean {
    return this.isEnabled && (this.events?.includes(type) ?? true);
  }

  /** Those that sign at this time, the newest first. */
  secretsAt(now: number): string[] {
    const { secret, old_secret, old_secret_until } = this.#row;
    return old_secret !== null && now < (old_secret_until ?? 0) ? [secret, old_secret] : [secret];
  }

  view(id: string): WebhookView {
    const { url, description, created, disabled } = this.#row;
    return {
      id,
      url,
      events: this.events,
      description,
      status: this.isEnabled ? 'enabled' : 'disabled',
      createdAt: rfc3339(created),
      disabledAt: disabled === null ? null : rfc3339(disabled),
    };
  }
}
