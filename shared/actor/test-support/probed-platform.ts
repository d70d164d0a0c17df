import { NodePlatform, type NodeStorage } from '../node-platform.ts';
import type { Platform, Sql, SqlRow, SqlValue } from '../platform.ts';

/** A platform in plain Node that counts what is done to its storage, and breaks it when told to. */
export class ProbedPlatform implements Platform {
  readonly sql: Sql;
  readonly #storage: NodeStorage;
  readonly #inner: NodePlatform;
  statements: string[] = [];
  /** How many more statements succeed before one fails; Infinity is a storage that works. */
  statementsLeft = Infinity;
  alarmFails = false;

  constructor(storage: NodeStorage, clock: () => number, defer: (work: Promise<void>) => void) {
    this.#storage = storage;
    this.#inner = new NodePlatform(storage, clock, defer);
    this.sql = {
      exec: <Row extends SqlRow>(query: string, ...bindings: SqlValue[]) => {
        this.statementsLeft -= 1;
        if (this.statementsLeft < 0) throw new Error('the storage failed');
        this.statements.push(query);
        return this.#inner.sql.exec<Row>(query, ...bindings);
      },
    };
  }

  /** Rows inserted, changed and deleted since this storage was made. */
  get rowsWritten(): number {
    return Number(this.#storage.database.prepare('SELECT total_changes() AS n').get()?.n);
  }

  get alarmAt(): number | null {
    return this.#inner.alarmAt;
  }

  now(): number {
    return this.#inner.now();
  }

  setAlarm(at: number): void {
    if (this.alarmFails) throw new Error('the alarm cannot be set');
    this.#inner.setAlarm(at);
  }

  defer(work: Promise<void>): void {
    this.#inner.defer(work);
  }

  transactionSync<Value>(work: () => Value): Value {
    return this.#inner.transactionSync(work);
  }
}
