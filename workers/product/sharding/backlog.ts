import { pause } from '../../../shared/pause.ts';
import { type Homed, unitsLeft } from './homed.ts';

/** An order waits ten seconds for its stock, and the answer has to get back to it. */
const patienceMs = 8_000;
/** More than these are turned away at once: they would not have their turn in time. */
const maxWaiting = 1_000;
/** The pause after it could not be told how much there is. */
const pauseMs = 200;

interface Waiting {
  units: number;
  /** Gives it what it waits for, if there is enough; says whether. */
  isServed(): boolean;
  /** Refuses it if it wants more than is left; says whether. */
  isRefused(left: number): boolean;
  fail(error: unknown): void;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Requests for more units than are at hand. They are served in their order, as units come; and each is refused only
 * when, at some moment while it waited, there were too few for it in all.
 */
export class Backlog {
  readonly #ask: (units: number) => Promise<number | null>;
  #waiting: Waiting[] = [];
  #asking = false;

  /**
   * @param ask gets so many units here, or as many as there are. Says how many there were in all at some moment
   *   meanwhile; null where that could not be told.
   */
  constructor(ask: (units: number) => Promise<number | null>) {
    this.#ask = ask;
  }

  /**
   * @param attempt may still find too few
   * @param refuse null: it wants no more than that
   */
  wait<Value>(
    units: number,
    attempt: () => Homed<Value>,
    refuse: (left: number) => Homed<Value> | null,
  ): Promise<Homed<Value>> {
    if (this.#waiting.length >= maxWaiting) return Promise.resolve({ busy: true });
    return new Promise((resolve, reject) => {
      const settled = (answer: Homed<Value> | null) => {
        if (answer) resolve(answer);
        return answer !== null;
      };
      const waiting: Waiting = {
        units,
        isServed: () => settled(unlessShort(attempt())),
        isRefused: (left) => settled(refuse(left)),
        fail: reject,
      };
      this.#add(waiting, () => resolve({ busy: true }));
    });
  }

  /** Units have come: whoever is first gets his, and nobody overtakes him. */
  serve(): void {
    while (this.#waiting[0] && this.#isDone(this.#waiting[0], (first) => first.isServed())) {
      this.#waiting.shift();
    }
  }

  #add(waiting: Waiting, giveUp: () => void): void {
    this.#waiting.push(waiting);
    waiting.timer = setTimeout(() => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      giveUp();
    }, patienceMs);
    if (!this.#asking) void this.#askWhileSomebodyWaits();
  }

  async #askWhileSomebodyWaits(): Promise<void> {
    this.#asking = true;
    while (this.#waiting.length > 0) {
      const asked = new Set(this.#waiting);
      const units = this.#waiting.reduce((sum, waiting) => sum + waiting.units, 0);
      try {
        const left = await this.#ask(units);
        this.#answer(asked, left);
        if (left === null) await pause(pauseMs);
      } catch (error) {
        this.#waiting = this.#waiting.filter((waiting) => !asked.has(waiting));
        for (const waiting of asked) this.#isDone(waiting, () => failsWith(waiting, error));
      }
    }
    this.#asking = false;
  }

  /** Only whoever had asked is refused: there may be more now than there was before the others came. */
  #answer(asked: Set<Waiting>, left: number | null): void {
    this.serve();
    if (left === null) return;
    this.#waiting = this.#waiting.filter(
      (waiting) => !asked.has(waiting) || !this.#isDone(waiting, () => waiting.isRefused(left)),
    );
    this.serve();
  }

  #isDone(waiting: Waiting, work: (waiting: Waiting) => boolean): boolean {
    const done = isDoneOrFailed(waiting, work);
    if (done) clearTimeout(waiting.timer);
    return done;
  }
}

function unlessShort<Value>(answer: Homed<Value>): Homed<Value> | null {
  return unitsLeft(answer) === undefined ? answer : null;
}

function isDoneOrFailed(waiting: Waiting, work: (waiting: Waiting) => boolean): boolean {
  try {
    return work(waiting);
  } catch (error) {
    waiting.fail(error);
    return true;
  }
}

function failsWith(waiting: Waiting, error: unknown): true {
  waiting.fail(error);
  return true;
}
