import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Platform, Sql, SqlRow, SqlValue } from './platform.ts';

/** An actor's storage outside workerd. It outlives the actor, as a disk outlives a process. */
export class NodeStorage {
  readonly database: DatabaseSync;
  alarmAt: number | null = null;
  readonly #statements = new Map<string, StatementSync>();

  /** @param path of its file; in memory without one */
  constructor(path = ':memory:') {
    this.database = new DatabaseSync(path);
  }

  exec<Row extends SqlRow>(query: string, ...bindings: SqlValue[]): { toArray(): Row[] } {
    // A script of several statements cannot be prepared; only migrations have one, without bindings.
    if (bindings.length === 0 && query.includes(';')) {
      this.database.exec(query);
      return { toArray: () => [] };
    }
    let statement = this.#statements.get(query);
    if (!statement) {
      statement = this.database.prepare(query);
      this.#statements.set(query, statement);
    }
    const rows = statement.all(...bindings) as Row[];
    return { toArray: () => rows };
  }
}

/** Runs an actor in plain Node on `node:sqlite`, with a clock of the caller's. */
export class NodePlatform implements Platform {
  readonly sql: Sql;
  readonly #storage: NodeStorage;
  readonly #clock: () => number;
  readonly #defer: (work: Promise<void>) => void;

  constructor(storage: NodeStorage, clock: () => number, defer: (work: Promise<void>) => void = () => {}) {
    this.sql = storage;
    this.#storage = storage;
    this.#clock = clock;
    this.#defer = defer;
  }

  get alarmAt(): number | null {
    return this.#storage.alarmAt;
  }

  now(): number {
    return this.#clock();
  }

  setAlarm(at: number): void {
    this.#storage.alarmAt = at;
  }

  defer(work: Promise<void>): void {
    this.#defer(work);
  }

  transactionSync<Value>(work: () => Value): Value {
    // Savepoints nest, as a Durable Object's transactions do; the outermost one is a transaction.
    this.#storage.database.exec('SAVEPOINT work');
    try {
      const value = work();
      this.#storage.database.exec('RELEASE work');
      return value;
    } catch (error) {
      this.#storage.database.exec('ROLLBACK TO work; RELEASE work');
      throw error;
    }
  }
}
