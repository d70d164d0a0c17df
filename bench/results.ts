import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import type { Figure } from './scenario.ts';

/** What a run of a scenario has come to. */
export interface Result {
  scenario: string;
  /** RFC 3339 */
  at: string;
  machine: Machine;
  /** Of the machine, at both ends of the run. */
  load: { before: number; after: number };
  figures: Figure[];
}

const dir = join(import.meta.dirname, 'results');

/** Puts it in place of the scenario's last one. */
export function keep(result: Result): void {
  const figures = result.figures.map(shortened);
  keepFile(`${result.scenario}.json`, `${JSON.stringify({ ...result, figures }, null, 2)}\n`);
}

export function keepFile(name: string, text: string): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, name), text);
}

/** The last results of these scenarios, as far as there are any, in the same order. */
export function kept(scenarios: readonly string[]): Result[] {
  const paths = scenarios.map((scenario) => join(dir, `${scenario}.json`)).filter((path) => existsSync(path));
  return paths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as Result);
}

/** As it is kept. */
export function shortened({ value, ratio, ...figure }: Figure): Figure {
  if (!ratio) return { ...figure, value: short(value) };
  const { to, median, lowerQuartile, upperQuartile } = ratio;
  const quartiles = { lowerQuartile: short(lowerQuartile), upperQuartile: short(upperQuartile) };
  return { ...figure, value: short(value), ratio: { to, median: short(median), ...quartiles } };
}

/** Three digits: more would be noise. */
export function short(value: number): number {
  return Number(value.toPrecision(3));
}
