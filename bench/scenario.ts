import type { OperationUsage } from '../test/simulation/operations.ts';
import type { Spread } from './statistics.ts';

export interface Figure {
  name: string;
  value: number;
  unit: 'µs' | 'ms' | 's' | '/s' | '$/million';
  /** What it is held against, measured in the same run, in turn with it: `value` is about `median` times that. */
  ratio?: Spread & { to: string };
  /** What it was reckoned from. */
  counted?: OperationUsage;
  /** Where it stands in a plot. */
  point?: { group: string; operation: string; size: number };
}

export interface Options {
  /** The length of the log that is verified. */
  events: number;
  /** How many products are imported, and listed when the catalog is rebuilt. */
  products: number;
  /** How many products are searched. */
  catalog: number;
  /** How long the load lasts under which lag is measured. */
  seconds: number;
}

export interface Scenario {
  name: string;
  /** What is measured, in one line. */
  about: string;
  /** @param tell hears how far it is */
  run(options: Options, tell: (progress: string) => void): Promise<Figure[]>;
}
