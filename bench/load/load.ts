import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Fired, Slice } from './slice.ts';

/** A process of its own that asks without a pause. */
export class Load {
  readonly #generator: ChildProcess;

  constructor() {
    this.#generator = fork(join(import.meta.dirname, 'generator.ts'));
  }

  /** One slice at a time. @throws when a request gets no answer */
  fire(slice: Slice): Promise<Fired> {
    return new Promise((resolve, reject) => {
      const died = () => reject(new Error('the generator of the load died'));
      this.#generator.once('exit', died);
      this.#generator.once('message', ({ fired, failed }: { fired?: Fired; failed?: string }) => {
        this.#generator.off('exit', died);
        if (fired) resolve(fired);
        else reject(new Error(`${slice.url}: ${failed}`));
      });
      this.#generator.send(slice);
    });
  }

  stop(): void {
    this.#generator.disconnect();
  }
}
