import { NodePlatform, NodeStorage } from '../../shared/actor/node-platform.ts';
import type { Platform, Sql, SqlRow, SqlValue } from '../../shared/actor/platform.ts';
import { ConnectionLost, type World } from './world.ts';

/** What the platform promises of a failed alarm: another try after two seconds. */
const alarmRetryMs = 2_000;

/** One life of an actor. When it ends, nothing that it was about to do happens any more. */
export class Process {
  alive = true;
  readonly died: Promise<never>;
  readonly #world: World;
  readonly #name: string;
  #reject!: (error: Error) => void;

  constructor(world: World, name: string) {
    this.#world = world;
    this.#name = name;
    this.died = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.died.catch(() => {});
  }

  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    this.#reject(new ConnectionLost(`${this.#name} died`));
  }

  assertAlive(): void {
    if (!this.alive) throw new ConnectionLost(`${this.#name} is dead`);
  }

  /** A call to the outside, with a crash point on either side. A dead process never hears the answer. */
  outbound<Value>(label: string, call: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (!this.alive) return;
      if (this.#world.crashesHere(`${this.#name} before ${label}`)) return this.kill();
      const finish = (settle: () => void) => {
        if (!this.alive) return;
        if (this.#world.crashesHere(`${this.#name} after ${label}`)) return this.kill();
        settle();
      };
      call().then(
        (value) => finish(() => resolve(value)),
        (error) => finish(() => reject(error)),
      );
    });
  }
}

/** The platform of one life: every commit is a crash point, and a dead process writes nothing. */
class SimulatedPlatform implements Platform {
  readonly sql: Sql;
  readonly #inner: NodePlatform;
  readonly #process: Process;
  readonly #world: World;
  readonly #name: string;
  readonly #onAlarmSet: (at: number) => void;

  constructor(
    world: World,
    name: string,
    storage: NodeStorage,
    process: Process,
    onAlarmSet: (at: number) => void,
  ) {
    this.#world = world;
    this.#name = name;
    this.#process = process;
    this.#onAlarmSet = onAlarmSet;
    this.#inner = new NodePlatform(storage, () => world.now);
    this.sql = {
      exec<Row extends SqlRow>(query: string, ...bindings: SqlValue[]) {
        process.assertAlive();
        const rows = storage.exec<Row>(query, ...bindings);
        world.meter.rowsRead += rows.toArray().length;
        return rows;
      },
    };
  }

  get alarmAt(): number | null {
    return this.#inner.alarmAt;
  }

  now(): number {
    return this.#world.now;
  }

  setAlarm(at: number): void {
    this.#process.assertAlive();
    this.#world.meter.alarmsSet += 1;
    this.#inner.setAlarm(at);
    this.#onAlarmSet(at);
  }

  defer(work: Promise<void>): void {
    work.catch(() => {});
  }

  transactionSync<Value>(work: () => Value): Value {
    this.#process.assertAlive();
    if (this.#world.crashesHere(`${this.#name} before a commit`)) {
      this.#process.kill();
      this.#process.assertAlive();
    }
    const value = this.#inner.transactionSync(work);
    // Whatever stands around the commit without an await belongs to it; then the process dies, answerless.
    if (this.#world.crashesHere(`${this.#name} after a commit`)) queueMicrotask(() => this.#process.kill());
    return value;
  }
}

/** An actor with its disk: asleep until somebody calls or its alarm rings, and back after every crash. */
export class Host<Housed extends object> {
  readonly name: string;
  readonly storage = new NodeStorage();
  readonly #world: World;
  readonly #house: (platform: Platform, process: Process) => Housed;
  #life: { process: Process; housed: Housed } | null = null;

  constructor(world: World, name: string, house: (platform: Platform, process: Process) => Housed) {
    this.#world = world;
    this.name = name;
    this.#house = house;
    world.meter.watch(this.storage.database);
  }

  /** The actor as it is now, for looking at; nothing crashes by being looked at. */
  inspect(): Housed {
    return this.#wake().housed;
  }

  crash(): void {
    this.#life?.process.kill();
    this.#life = null;
  }

  /** Runs a method of the actor. Fails when the process dies meanwhile. */
  async invoke<Value>(label: string, work: (housed: Housed) => Value | Promise<Value>): Promise<Value> {
    this.#world.meter.objectRequests += 1;
    const answered = this.#world.meter.call(this.name, label, this.storage);
    const { process, housed } = this.#wake();
    this.#world.say(`${this.name} ◀ ${label}`);
    const value = await Promise.race([Promise.resolve().then(() => work(housed)), process.died]);
    process.assertAlive();
    answered();
    return structuredClone(value);
  }

  #wake(): { process: Process; housed: Housed } {
    if (this.#life?.process.alive) return this.#life;
    const process = new Process(this.#world, this.name);
    const platform = new SimulatedPlatform(this.#world, this.name, this.storage, process, (at) =>
      this.#arm(at),
    );
    this.#life = { process, housed: this.#house(platform, process) };
    return this.#life;
  }

  #arm(at: number): void {
    this.#world.at(at, () => {
      if (this.storage.alarmAt !== null && this.storage.alarmAt <= this.#world.now) void this.#ring();
    });
  }

  async #ring(): Promise<void> {
    this.storage.alarmAt = null;
    this.#world.meter.alarms += 1;
    try {
      await this.invoke('alarm', (housed) =>
        'ring' in housed ? (housed.ring as () => Promise<void>)() : undefined,
      );
    } catch {
      if (this.storage.alarmAt !== null) return;
      this.storage.alarmAt = this.#world.now + alarmRetryMs;
      this.#arm(this.storage.alarmAt);
    }
  }
}
