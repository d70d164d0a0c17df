import { NodeStorage } from '../actor/node-platform.ts';
import type { Platform, SqlRow } from '../actor/platform.ts';
import { ProbedPlatform } from '../actor/test-support/probed-platform.ts';

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** Time passes only when a test says so; actors that talk to each other share one. */
export class Clock {
  now = Date.UTC(2026, 10, 22, 10);
}

/** Houses an actor as a Durable Object would: on a storage that outlives it, with one alarm. */
export class Host<Housed extends { ring(): Promise<void> }> {
  readonly storage = new NodeStorage();
  readonly clock: Clock;
  readonly #house: (platform: Platform) => Housed;
  #deferred: Promise<void>[] = [];
  platform!: ProbedPlatform;
  housed!: Housed;

  constructor(clock: Clock, house: (platform: Platform) => Housed) {
    this.clock = clock;
    this.#house = house;
    this.#start();
  }

  #start(): void {
    this.platform = new ProbedPlatform(
      this.storage,
      () => this.clock.now,
      (work) => this.#deferred.push(work),
    );
    this.housed = this.#house(this.platform);
  }

  /** The process dies, whatever it was doing, and another one wakes the actor on the same storage. */
  restart(): void {
    this.platform.statementsLeft = 0;
    for (const work of this.#deferred) work.catch(() => {});
    this.#deferred = [];
    this.#start();
  }

  /** Waits for what goes on behind the answers. */
  async settle(): Promise<void> {
    while (this.#deferred.length > 0) await Promise.all(this.#deferred.splice(0));
  }

  /** Rings every alarm up to a time, and ends there. Fails when alarms follow each other without an end. */
  async passTo(time: number, alarmsAtMost = 1_000): Promise<number> {
    await this.settle();
    let rung = 0;
    while (this.storage.alarmAt !== null && this.storage.alarmAt <= time) {
      if (rung === alarmsAtMost) throw new Error(`still ringing after ${rung} alarms`);
      await this.ringAlarm();
      rung += 1;
    }
    this.clock.now = Math.max(this.clock.now, time);
    return rung;
  }

  /** Goes on to the time of the alarm, if it is ahead, and rings it as the platform does. */
  async ringAlarm(): Promise<void> {
    const at = this.storage.alarmAt;
    if (at === null) throw new Error('no alarm is set');
    this.clock.now = Math.max(this.clock.now, at);
    this.storage.alarmAt = null;
    await this.housed.ring();
    await this.settle();
  }

  rows<Row extends SqlRow>(query: string): Row[] {
    return this.storage.exec<Row>(query).toArray();
  }

  tables(): string[] {
    const query = "SELECT name FROM sqlite_master WHERE type = 'table'";
    return this.rows<{ name: string }>(query).map(({ name }) => name);
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
