import { createHash } from 'node:crypto';
import { Meter } from './meter.ts';
import { Random } from './random.ts';

/** What goes wrong, and how often (probabilities). Faults stop at `until`; then everything must come right. */
export interface Faults {
  /** A process dies before or after a commit or a call. */
  crash: number;
  requestLost: number;
  /** The caller hears of a broken connection, and the request arrives all the same, up to a minute later. */
  requestLate: number;
  answerLost: number;
  messageLost: number;
  messageTwice: number;
  /** Nobody reaches actors of this kind (the first word of their name) in this time, in simulated ms. */
  outage: { kind: string; from: number; to: number } | null;
  /** ms of simulated time */
  until: number;
}

export const noFaults: Faults = {
  crash: 0,
  requestLost: 0,
  requestLate: 0,
  answerLost: 0,
  messageLost: 0,
  messageTwice: 0,
  outage: null,
  until: 0,
};

interface Interruption {
  isThere(where: string, nth: number): boolean;
  other(): Promise<unknown>;
}

interface Event {
  at: number;
  order: number;
  run: () => void;
}

/** The connection broke: whether the other side has done what was asked is not known. */
export class ConnectionLost extends Error {
  constructor(what: string) {
    super(`connection lost: ${what}`);
    this.name = 'ConnectionLost';
  }
}

/** Fits into a real date, so that days and expiry look as they do in life. */
const startOfTime = Date.UTC(2026, 0, 1);

/**
 * Simulated time and chance. Everything that takes time is an event; between two events all promises are
 * settled, so that one seed always gives the same history.
 */
export class World {
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: string[] = [];
  readonly meter = new Meter();
  /** Crash points passed so far. */
  points = 0;
  #crashAt: ReadonlySet<number> = new Set();
  #passed: string[] = [];
  #interruption: Interruption | null = null;
  #now = startOfTime;
  #events: Event[] = [];
  #order = 0;
  #verbose: boolean;

  constructor(seed: number, faults: Faults, options: { verbose?: boolean } = {}) {
    this.random = new Random(seed);
    this.faults = { ...faults, until: startOfTime + faults.until };
    this.#verbose = options.verbose ?? false;
  }

  get now(): number {
    return this.#now;
  }

  get faulty(): boolean {
    return this.#now < this.faults.until;
  }

  say(line: string): void {
    if (this.#verbose)
      this.trace.push(`${((this.#now - startOfTime) / 1000).toFixed(3).padStart(9)} s  ${line}`);
  }

  isDown(name: string): boolean {
    const { outage } = this.faults;
    const since = this.#now - startOfTime;
    return outage !== null && name.startsWith(outage.kind) && since >= outage.from && since < outage.to;
  }

  happens(probability: number): boolean {
    return this.faulty && this.random.chance(probability);
  }

  /** From now on points count from 0, and at these ones a process dies whatever the faults say. */
  crashAtPoints(points: number[]): void {
    this.points = 0;
    this.#crashAt = new Set(points);
  }

  /** Passes a point at which a process may die; says whether it does. */
  crashesHere(where: string): boolean {
    const point = this.points++;
    const crashes = this.#crashAt.has(point) || this.happens(this.faults.crash);
    if (crashes) this.say(`CRASH at point ${point}: ${where}`);
    return crashes;
  }

  /** Where calls come by from now on, `other` is run once, to its end, before the call that `isThere` knows goes on. */
  interruptWhere(isThere: (where: string, nth: number) => boolean, other: () => Promise<unknown>): void {
    this.#passed = [];
    this.#interruption = { isThere, other };
  }

  /** The points that calls have passed since they can be interrupted. */
  get passed(): readonly string[] {
    return this.#passed;
  }

  /** A call passes a point on its way: nothing, or what gets in between. */
  async pass(where: string): Promise<void> {
    const interruption = this.#interruption;
    if (!interruption?.isThere(where, this.#passed.push(where) - 1)) return;
    this.#interruption = null;
    this.say(`BETWEEN: ${where}`);
    await interruption.other();
  }

  at(time: number, run: () => void): void {
    const event = { at: Math.max(time, this.#now), order: this.#order++, run };
    // Kept sorted; the list is short, and most events are due soon.
    let index = this.#events.length;
    while (index > 0 && isAfter(this.#events[index - 1] as Event, event)) index -= 1;
    this.#events.splice(index, 0, event);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resume) => this.at(this.#now + ms, resume));
  }

  /** How long a message is on its way. */
  latency(): number {
    return this.random.between(1, 20);
  }

  /** Lets `ms` pass. `afterEach` sees the world after every event, with all promises settled. */
  async run(ms: number, afterEach: () => void): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#events[0]; next && next.at <= end; next = this.#events[0]) {
      this.#events.shift();
      this.#now = next.at;
      next.run();
      await settled();
      afterEach();
    }
    this.#now = end;
  }

  /** Puts simulated time, chance and silence in place of the platform's while `live` runs. */
  async inhabit<Value>(live: () => Promise<Value>): Promise<Value> {
    const undo = [
      this.#takeOverTimers(),
      this.#takeOverRandomness(),
      takeOverDigests(),
      this.#takeOverLogs(),
    ];
    try {
      return await live();
    } finally {
      for (const put of undo) put();
    }
  }

  /** Deadlines in the code under test are timers: they run on simulated time. Returns how to undo it. */
  #takeOverTimers(): () => void {
    const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;
    const cleared = new Set<number>();
    let timers = 0;
    globalThis.setTimeout = ((run: () => void, ms = 0) => {
      const timer = ++timers;
      this.at(this.#now + ms, () => {
        if (!cleared.delete(timer)) run();
      });
      return timer;
    }) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer: number) => {
      if (timer !== undefined) cleared.add(timer);
    }) as typeof clearTimeout;
    return () => {
      globalThis.setTimeout = realSetTimeout;
      globalThis.clearTimeout = realClearTimeout;
    };
  }

  /** Ids in the code under test come from the platform's randomness: here from the seed. */
  #takeOverRandomness(): () => void {
    const real = crypto.getRandomValues;
    crypto.getRandomValues = (<Values extends Uint8Array>(values: Values): Values => {
      for (let i = 0; i < values.length; i++) values[i] = this.random.between(0, 255);
      return values;
    }) as typeof crypto.getRandomValues;
    return () => {
      crypto.getRandomValues = real;
    };
  }

  /** What actors log goes into the trace. */
  #takeOverLogs(): () => void {
    const { log, warn, error } = console;
    const say = (...parts: unknown[]) => this.say(`log: ${parts.map(String).join(' ')}`);
    Object.assign(console, { log: say, warn: say, error: say });
    return () => Object.assign(console, { log, warn, error });
  }
}

/** The platform computes digests beside the event loop, in real time: a history would not repeat. */
function takeOverDigests(): () => void {
  const real = crypto.subtle.digest;
  crypto.subtle.digest = async (algorithm, data) => {
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
    const digest = createHash(name.replace('-', '').toLowerCase())
      .update(bytes as Uint8Array)
      .digest();
    return new Uint8Array(digest).buffer;
  };
  return () => {
    crypto.subtle.digest = real;
  };
}

function isAfter(a: Event, b: Event): boolean {
  return a.at > b.at || (a.at === b.at && a.order > b.order);
}

/** All promises that can settle without time passing have settled when the event loop comes round. */
function settled(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
