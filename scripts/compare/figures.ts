import { percentile } from '../load/percentile.ts';

/** What was measured in one round, in ms where it says so. */
export interface Samples {
  /** From the request to add an item to its answer. */
  addMs: number[];
  /** From the request to check out to its answer, 201 or 202. */
  checkoutMs: number[];
  /** … until the buyer knows: at once with 201, by asking again after 202. */
  knownMs: number[];
  /** From a stock change's answer to that of the first look at a cart that shows it. */
  shownMs: number[];
  /** Looks meanwhile that showed what was true before. */
  staleLooks: number;
  orders: number;
  /** Adds and checkouts that did not succeed. */
  failures: number;
  seconds: number;
  /** Of workerd, all processes; null where it cannot be known. */
  cpuMs: number | null;
}

export const figureNames = [
  'ordersPerSecond',
  'addP50Ms',
  'addP99Ms',
  'checkoutP50Ms',
  'checkoutP99Ms',
  'knownP50Ms',
  'knownP99Ms',
  'shownP50Ms',
  'shownMaxMs',
  'staleLooks',
  'cpuMsPerOrder',
  'failures',
] as const;
export type FigureName = (typeof figureNames)[number];
export type Figures = Record<FigureName, number>;

export function noSamples(): Samples {
  const none = { addMs: [], checkoutMs: [], knownMs: [], shownMs: [] };
  return { ...none, staleLooks: 0, orders: 0, failures: 0, seconds: 0, cpuMs: null };
}

export function figuresOf(samples: Samples): Figures {
  const { addMs, checkoutMs, knownMs, shownMs, staleLooks, orders, failures, seconds, cpuMs } = samples;
  return {
    ordersPerSecond: orders / Math.max(seconds, 1e-3),
    addP50Ms: percentile(addMs, 0.5),
    addP99Ms: percentile(addMs, 0.99),
    checkoutP50Ms: percentile(checkoutMs, 0.5),
    checkoutP99Ms: percentile(checkoutMs, 0.99),
    knownP50Ms: percentile(knownMs, 0.5),
    knownP99Ms: percentile(knownMs, 0.99),
    shownP50Ms: percentile(shownMs, 0.5),
    shownMaxMs: percentile(shownMs, 1),
    staleLooks,
    cpuMsPerOrder: (cpuMs ?? 0) / Math.max(orders, 1),
    failures,
  };
}

/** A figure over the rounds. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/** @param rounds at least one */
export function overRounds(rounds: Figures[]): Record<FigureName, Spread> {
  const spreads = figureNames.map((name) => {
    const values = rounds.map((figures) => figures[name]);
    const [median, low, high] = [0.5, 0, 1].map((part) => rounded(percentile(values, part)));
    return [name, { median, low, high }];
  });
  return Object.fromEntries(spreads);
}

/** Three digits are more than such a run can know. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
