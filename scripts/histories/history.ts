import { appendFileSync, readFileSync } from 'node:fs';

/** One operation of one client, a line of JSON in the history file. */
export interface Entry {
  client: string;
  operation: 'receive' | 'stock' | 'checkout' | 'cancel' | 'order';
  product: string;
  /** The order that it is about, where the client knows it. */
  order: string | null;
  /** Units: received (taken out when negative), bought, or given back by a cancellation. */
  argument: number | null;
  /** ms since 1970 with fractions, from a clock that never goes back */
  call: number;
  /** null: no answer that says what happened. */
  return: number | null;
  /** `ok`: it took effect. `fail`: it did not and never will. `info`: nobody knows. The words are Jepsen's. */
  outcome: 'ok' | 'fail' | 'info';
  /** How often it was sent, each time under the same Idempotency-Key. */
  attempts: number;
  /** What the answer said: stock, an order's status, or a problem's code with its facts. */
  result: Result | null;
}

export interface Result {
  onHand?: number;
  held?: number;
  sold?: number;
  status?: string;
  code?: string;
  available?: number;
}

/** Takes down what clients do. */
export interface Recorder {
  add(entry: Entry): void;
}

/** For clients of whom nobody wants to read. */
export const unrecorded: Recorder = { add() {} };

/** What clients did, in the order in which they heard of it. */
export class History implements Recorder {
  readonly entries: Entry[] = [];
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }
}

/** @throws when a line is not JSON */
export function readHistory(file: string): Entry[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
}

/** ms since 1970, with fractions. Does not go back when the machine's clock is set. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
