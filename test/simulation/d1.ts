import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { changesOf } from './meter.ts';

class Statement {
  readonly #database: DatabaseSync;
  readonly #query: string;
  readonly #bindings: SQLInputValue[];

  constructor(database: DatabaseSync, query: string, bindings: SQLInputValue[] = []) {
    this.#database = database;
    this.#query = query;
    this.#bindings = bindings;
  }

  bind(...bindings: SQLInputValue[]): Statement {
    return new Statement(this.#database, this.#query, bindings);
  }

  async all() {
    return this.runSync();
  }

  async run() {
    return this.runSync();
  }

  async first() {
    return this.runSync().results[0] ?? null;
  }

  runSync() {
    const statement = this.#database.prepare(this.#query);
    const before = changesOf(this.#database);
    // D1 numbers its parameters ?1, ?2 …; node:sqlite takes those as named ones.
    const results = /\?\d/.test(this.#query)
      ? statement.all(Object.fromEntries(this.#bindings.map((value, index) => [`?${index + 1}`, value])))
      : statement.all(...this.#bindings);
    return { results, meta: { changes: changesOf(this.#database) - before } };
  }
}

/** The part of D1 that the read models use, on `node:sqlite`. */
export function simulatedD1(): D1Database & { readonly disk: DatabaseSync } {
  const database = new DatabaseSync(':memory:');
  return {
    disk: database,
    prepare: (query: string) => new Statement(database, query),
    async batch(statements: Statement[]) {
      database.exec('BEGIN');
      try {
        const results = statements.map((statement) => statement.runSync());
        database.exec('COMMIT');
        return results;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
  } as unknown as D1Database & { readonly disk: DatabaseSync };
}

type Call = <Value>(label: string, call: () => Promise<Value>) => Promise<Value>;

/** A database at the end of a line: `call` may be late, fail, or never come back. */
export function remoteD1(db: D1Database, call: Call): D1Database {
  const local = new WeakMap<object, D1PreparedStatement>();
  const remote = (statement: D1PreparedStatement): D1PreparedStatement => {
    const outside = {
      bind: (...values: unknown[]) => remote(statement.bind(...values)),
      all: () => call('D1', () => statement.all()),
      first: () => call('D1', () => statement.first()),
      run: () => call('D1', () => statement.run()),
    } as unknown as D1PreparedStatement;
    local.set(outside, statement);
    return outside;
  };
  return {
    prepare: (query: string) => remote(db.prepare(query)),
    batch: (statements: D1PreparedStatement[]) =>
      call('D1', () => db.batch(statements.map((one) => local.get(one) as D1PreparedStatement))),
  } as unknown as D1Database;
}
