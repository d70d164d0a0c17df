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

/** An actor in this process: what is measured is our own code and SQLite, and its commits if it has a file. */
export class Subject {
  readonly #storage: NodeStorage;
  readonly #wake: Wake;

  private constructor(wake: Wake, path: string | undefined) {
    this.#storage = new NodeStorage(path);
    this.#wake = wake;
  }

  /**
   * One with a log of that length.
   *
   * @param path of its file; in memory without one
   */
  static async with(
    events: number,
    wake: Wake,
    tell: (progress: string) => void,
    path?: string,
  ): Promise<Subject> {
    const subject = new Subject(wake, path);
    // Nothing waits for the disk while the log is made. From then on each commit does, as in a Durable Object.
    if (path) subject.#storage.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
    await subject.#grow(events, tell);
    if (path) subject.#storage.database.exec('PRAGMA synchronous = FULL');
    return subject;
  }

  async #grow(events: number, tell: (progress: string) => void): Promise<void> {
    const awake = this.wake();
    while (awake.seq < events) {
      const until = Math.min(events, awake.seq + eventsAtOnce);
      this.#storage.database.exec('BEGIN');
      while (awake.seq < until) awake.prepare()();
      this.#storage.database.exec('COMMIT');
      tell(`${awake.seq} of ${events} events`);
      // What an actor does behind its answers comes to its end.
      await setImmediate();
    }
  }

  /** Empties the write-ahead log: in one that has grown already, a commit overwrites, which is cheaper. */
  checkpoint(): void {
    this.#storage.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** When what the actor does behind its answers has come to its end. */
  async close(): Promise<void> {
    await setImmediate();
    this.#storage.database.close();
  }

  wake(): Awake {
    return this.#wake(this.platform());
  }

  platform(): Platform {
    return new NodePlatform(this.#storage, Date.now);
  }
}
