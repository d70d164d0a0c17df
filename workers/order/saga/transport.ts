import type { Sql } from '../../../shared/actor/platform.ts';
import { hasTable } from '../../../shared/actor/schema.ts';

/**
 * How an order's steps travel. It is settled when the order is placed and holds for its whole life, whatever the
 * shop is wired to since: only an order that goes by messages has a row that says so.
 */
export class Transport {
  readonly #sql: Sql;
  #byMessage: boolean;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#byMessage = hasTable(sql, 'by_message');
  }

  get byMessage(): boolean {
    return this.#byMessage;
  }

  /** Joins the commit that places the order. */
  goByMessage(): void {
    this.#sql.exec('CREATE TABLE IF NOT EXISTS by_message (one INTEGER PRIMARY KEY CHECK (one = 1))');
    this.#sql.exec('INSERT OR IGNORE INTO by_message (one) VALUES (1)');
    this.#byMessage = true;
  }
}
