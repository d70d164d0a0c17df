import { setImmediate } from 'node:timers/promises';
import { NodePlatform, NodeStorage } from '../../shared/actor/node-platform.ts';
import type { Platform } from '../../shared/actor/platform.ts';

/** An actor that is awake, and has something to do for ever. */
export interface Awake {
  readonly seq: number;
  readonly state: unknown;
  /** Prepares the next command; what is returned gives it, and one event comes of it. */
  prepare(): () => void;
}

/** Wakes the actor that is on a platform, or makes it. */
export type Wake = (platform: Platform) => Awake;

const eventsAtOnce = 10_000;

/** An actor in this process, with its storage in memory: what is measured is our own code and SQLite, and no disk. */
export class Subject {
  readonly #storage = new NodeStorage();
  readonly #wake: Wake;

  private constructor(wake: Wake) {
    this.#wake = wake;
  }

  /** One with a log of that length. */
  static async with(events: number, wake: Wake, tell: (progress: string) => void): Promise<Subject> {
    const subject = new Subject(wake);
    const awake = subject.wake();
    while (awake.seq < events) {
      const until = Math.min(events, awake.seq + eventsAtOnce);
      while (awake.seq < until) awake.prepare()();
      tell(`${awake.seq} of ${events} events`);
      // What an actor does behind its answers comes to its end.
      await setImmediate();
    }
    return subject;
  }

  wake(): Awake {
    return this.#wake(this.platform());
  }

  platform(): Platform {
    return new NodePlatform(this.#storage, Date.now);
  }
}
