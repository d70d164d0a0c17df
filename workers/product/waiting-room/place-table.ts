import type { Sql } from '../../../shared/actor/platform.ts';

export type Place = {
  /** Counts from 1, in the order in which they came. */
  number: number;
  cart: string;
  /** domain/waiting-line.ts */
  turn: number;
};

/** Who has come, a row each: it is written when they come, and deleted some time after their ticket is over. */
export class PlaceTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  of(cart: string): Place | undefined {
    return this.#sql.exec<Place>('SELECT * FROM place WHERE cart = ?', cart).toArray()[0];
  }

  last(): Place | undefined {
    return this.#sql.exec<Place>('SELECT * FROM place ORDER BY number DESC LIMIT 1').toArray()[0];
  }

  /** Those who came first. */
  first(limit: number): Place[] {
    return this.#sql.exec<Place>('SELECT * FROM place ORDER BY number LIMIT ?', limit).toArray();
  }

  /** Gives up the cart's earlier place, if there is one. */
  put({ number, cart, turn }: Place): void {
    this.#sql.exec('INSERT OR REPLACE INTO place (number, cart, turn) VALUES (?, ?, ?)', number, cart, turn);
  }

  deleteUpTo(number: number): void {
    this.#sql.exec('DELETE FROM place WHERE number <= ?', number);
  }

  deleteAll(): void {
    this.#sql.exec('DELETE FROM place');
  }
}
