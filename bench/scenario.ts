import type { OperationUsage } from '../test/simulation/operations.ts';
import type { Spread } from './statistics.ts';
import type { Volume } from './volumes.ts';

/** Hears how far it is. */
export type Tell = (progress: string) => void;

export interface Figure {
  name: string;
  /** Where the data was; not there where it does not matter, or where TMPDIR says it. */
  volume?: Volume['name'];
  value: number;
  unit: 'µs' | 'ms' | 's' | '/s' | '$/million' | 'rows';
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
  /** How many slices of everything that is measured over HTTP count. */
  rounds: number;
  /** How many requests are open at a time. */
  connections: number;
  /** How many carts hear of a price. */
  carts: number;
  volumes: Volume[];
}

export interface Scenario {
  name: string;
  /** What is measured, in one line. */
  about: string;
  /** In docs/performance.md stands something else than a table of the figures. */
  tellsInOtherWords?: true;
  run(options: Options, tell: Tell): Promise<Figure[]>;
}
