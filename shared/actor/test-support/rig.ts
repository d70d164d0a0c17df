import { Actor } from '../actor.ts';
import type { Cause } from '../event-log.ts';
import { NodeStorage } from '../node-platform.ts';
import type { SqlRow } from '../platform.ts';
import type { Outlet } from '../relay.ts';
import type { Request } from '../request.ts';
import { ProbedPlatform } from './probed-platform.ts';
import {
  type Slot,
  type Tally,
  type TallyCommand,
  type TallyDefinition,
  type TallyEvent,
  type TallyRejection,
  tally,
} from './tally.ts';

export const second = 1_000;
export const hour = 3_600_000;
export const day = 24 * hour;

export const cause: Cause = { caller: 'customer/7', request: 'req-1', trace: '00-aa-bb-01' };

type Key = Pick<Request<TallyCommand>, 'repeat' | 'ifVersion'>;
type TallyActor = Actor<Tally, TallyCommand, TallyEvent, TallyRejection, Slot>;

/** A tally on a storage that outlives it, with a clock and an alarm that move only when the test says so. */
export class Rig {
  readonly storage = new NodeStorage();
  readonly #definition: TallyDefinition;
  readonly #outlet: Outlet<Tally, TallyEvent> | undefined;
  #deferred: Promise<void>[] = [];
  now = Date.UTC(2026, 10, 22, 10);
  platform!: ProbedPlatform;
  actor!: TallyActor;

  constructor(definition: TallyDefinition = tally, outlet?: Outlet<Tally, TallyEvent>) {
    this.#definition = definition;
    this.#outlet = outlet;
    this.restart();
  }

  /** The process dies and another one wakes the actor on the same storage. */
  restart(definition: TallyDefinition = this.#definition): void {
    const platform = new ProbedPlatform(
      this.storage,
      () => this.now,
      (work) => this.#deferred.push(work),
    );
    this.platform = platform;
    this.#deferred = [];
    this.actor = new Actor(platform, definition, this.#outlet);
  }

  handle(command: TallyCommand, key: Key = {}) {
    return this.actor.handle({ command, cause, ...key }, () => ({ ...this.actor.state }));
  }

  add(amount: number, key: Key = {}) {
    return this.handle({ type: 'Add', amount, at: this.now }, key);
  }

  announce(headline: string) {
    return this.handle({ type: 'Announce', headline, at: this.now });
  }

  open(slotId: string, until: number) {
    return this.handle({ type: 'Open', slotId, until, at: this.now });
  }

  setDeadline(deadline: number) {
    return this.handle({ type: 'SetDeadline', deadline, at: this.now });
  }

  /** Publishes as a service does behind its answer, and waits for it. */
  async publish(): Promise<void> {
    this.actor.publishSoon();
    await this.settle();
  }

  async settle(): Promise<void> {
    const deferred = this.#deferred;
    this.#deferred = [];
    await Promise.all(deferred);
  }

  /** Goes on to the time of the alarm, if it is ahead, and rings it as the platform does. */
  async ringAlarm(onDue?: () => Promise<void>): Promise<void> {
    const at = this.storage.alarmAt;
    if (at === null) throw new Error('no alarm is set');
    this.now = Math.max(this.now, at);
    this.storage.alarmAt = null;
    await this.actor.ring(onDue);
  }

  /** Rings every alarm up to a time, and ends there. Fails when alarms follow each other without an end. */
  async passTo(time: number, alarmsAtMost = 1_000): Promise<number> {
    let rung = 0;
    while (this.storage.alarmAt !== null && this.storage.alarmAt <= time) {
      if (rung === alarmsAtMost) throw new Error(`still ringing after ${rung} alarms`);
      await this.ringAlarm();
      rung += 1;
    }
    this.now = Math.max(this.now, time);
    return rung;
  }

  tables(): string[] {
    return this.rows<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    ).map(({ name }) => name);
  }

  rows<Row extends SqlRow>(query: string): Row[] {
    return this.storage.exec<Row>(query).toArray();
  }

  /** How SQLite finds the rows of a statement, step by step. */
  queryPlan(statement: string): string[] {
    const plan = this.storage.database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all();
    return plan.map((step) => String(step.detail));
  }

  /** Everything that is on the disk, to compare before and after. */
  contents(): Record<string, unknown> {
    const contents: Record<string, unknown> = { alarmAt: this.storage.alarmAt };
    for (const table of this.tables()) contents[table] = this.rows(`SELECT * FROM ${table}`);
    return contents;
  }

  /** What the actor holds in memory, for the same purpose. */
  memory() {
    const { state, seq, version } = this.actor;
    return { state: { ...state }, seq, version };
  }

  /** How many rows `work` writes, and how many statements it runs. */
  cost(work: () => void): { rows: number; statements: number } {
    const rowsBefore = this.platform.rowsWritten;
    const before = this.platform.statements.length;
    work();
    return {
      rows: this.platform.rowsWritten - rowsBefore,
      statements: this.platform.statements.length - before,
    };
  }
}
