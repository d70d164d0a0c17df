import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

type Prepare = (query: string) => StatementSync;

class Statement {
  readonly #prepare: Prepare;
  readonly #query: string;
  readonly #bindings: SQLInputValue[];

  constructor(prepare: Prepare, query: string, bindings: SQLInputValue[] = []) {
    this.#prepare = prepare;
    this.#query = query;
    this.#bindings = bindings;
  }

  bind(...bindings: SQLInputValue[]): Statement {
    return new Statement(this.#prepare, this.#query, bindings);
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
    const statement = this.#prepare(this.#query);
    const before = this.#changes();
    // D1 numbers its parameters ?1, ?2 …; node:sqlite takes those as named ones.
    const results = /\?\d/.test(this.#query)
      ? statement.all(Object.fromEntries(this.#bindings.map((value, index) => [`?${index + 1}`, value])))
      : statement.all(...this.#bindings);
    return { results, meta: { changes: this.#changes() - before } };
  }

  #changes(): number {
    return (this.#prepare('SELECT total_changes() AS n').get() as { n: number }).n;
  }
}

/** The part of D1 that the read models use, on `node:sqlite`. */
export function simulatedD1(): D1Database & { readonly disk: DatabaseSync } {
  const database = new DatabaseSync(':memory:');
  const prepare = preparedOnce(database);
  return {
    disk: database,
    prepare: (query: string) => new Statement(prepare, query),
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

function preparedOnce(database: DatabaseSync): Prepare {
  const statements = new Map<string, StatementSync>();
  return (query) => {
    const statement = statements.get(query) ?? database.prepare(query);
    statements.set(query, statement);
    return statement;
  };
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
