import { markdownTable } from './markdown.ts';
import { type Result, short } from './results.ts';
import type { Figure } from './scenario.ts';
import type { Verdict } from './targets.ts';

/** The figures of a run, as a table in Markdown. */
export function tableOf({ figures }: Result): string {
  return markdownTable([['figure', 'where', 'value', 'ratio', 'middle half'], ...figures.map(rowOf)]);
}

function rowOf({ name, volume, value, unit, ratio }: Figure): string[] {
  const measured = `${short(value).toLocaleString('en')}${unit === '/s' ? '' : ' '}${unit}`;
  const start = [name, volume ?? '', measured];
  if (!ratio) return [...start, '', ''];
  const { median, lowerQuartile, upperQuartile, to } = ratio;
  return [...start, `${short(median)} × ${to}`, `${short(lowerQuartile)} to ${short(upperQuartile)}`];
}

/** When a run was, and how busy the machine. */
export function headOf({ scenario, at, machine, load }: Result): string {
  const { processor, cores } = machine;
  return `${scenario}, ${at.slice(0, 10)}, ${cores} cores of ${processor}, load ${load.before} to ${load.after}`;
}

/** Each target beside what was measured. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  return markdownTable([['target', 'wanted', 'where', 'measured', ''], ...verdicts.map(verdictRow)]);
}

function verdictRow({ target, volume, measured, isMet }: Verdict): string[] {
  const { what, atLeast, atMost } = target;
  const wanted = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  if (measured === undefined) return [what, wanted, '', '', 'not measured'];
  return [what, wanted, volume ?? '', String(short(measured)), isMet ? 'met' : '**not met**'];
}
