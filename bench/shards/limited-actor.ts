import { NodePlatform, NodeStorage } from '../../shared/actor/node-platform.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { World } from '../../test/simulation/world.ts';

/** Cloudflare's soft limit is 1,000 requests a second for an object: each takes so long. */
const requestMs = 1;
/** With writes one plans for 200 to 500 a second: one that commits takes so long more. */
const commitMs = 1;
/** Between two actors, or a worker and an actor, one way. */
const wayMs = 0.5;

/** An actor on simulated time, which does one thing after the other, as fast as Cloudflare lets it. */
export class LimitedActor<Housed> {
  readonly housed: Housed;
  readonly #world: World;
  #busyUntil = 0;

  constructor(world: World, house: (platform: Platform) => Housed) {
    this.#world = world;
    this.housed = house(this.#platform());
  }

  /** Calls it: there, one after the other with all the others who call, and back. */
  async call<Value>(work: (housed: Housed) => Value | Promise<Value>): Promise<Value> {
    await this.#world.sleep(wayMs);
    const turn = Math.max(this.#world.now, this.#busyUntil);
    this.#busyUntil = turn + requestMs;
    await this.#world.sleep(turn - this.#world.now);
    const value = await work(this.housed);
    // What an actor answers leaves it when all that it has written is on the disk.
    await this.#world.sleep(Math.max(0, this.#busyUntil - this.#world.now) + wayMs);
    return value;
  }

  #platform(): Platform {
    const storage = new NodeStorage();
    const inner = new NodePlatform(storage, () => this.#world.now);
    return {
      sql: inner.sql,
      alarmAt: null,
      now: () => this.#world.now,
      setAlarm: () => {},
      defer: (work) => void work.catch(() => {}),
      transactionSync: (work) => {
        this.#busyUntil = Math.max(this.#world.now, this.#busyUntil) + commitMs;
        return inner.transactionSync(work);
      },
    };
  }
}
