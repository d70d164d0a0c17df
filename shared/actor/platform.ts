/**
 * What an actor needs of the platform it runs on. Inside workerd these are the Durable Object's own
 * (`durable-object.ts`); outside it the same actors run on `node:sqlite` with a simulated clock.
 */

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

/** The synchronous shape of a Durable Object's `ctx.storage.sql`. */
export interface Sql {
  exec<Row extends SqlRow>(query: string, ...bindings: SqlValue[]): { toArray(): Row[] };
}

export interface Platform {
  readonly sql: Sql;
  /** Runs `work` in one transaction: all of its writes, or none when it throws. */
  transactionSync<Value>(work: () => Value): Value;
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** When the alarm is set to ring, in ms since 1970; null when it is not. */
  readonly alarmAt: number | null;
  /** Sets the object's one alarm. It joins the writes that stand around it without an `await`. */
  setAlarm(at: number): void;
  /** Work that goes on behind the answer. It must not throw. */
  defer(work: Promise<void>): void;
}
