import { type Result, short } from './results.ts';
import type { Figure } from './scenario.ts';

/** The figures of a run, as a table in Markdown. */
export function tableOf({ scenario, load, figures }: Result): string {
  const rows = [['figure', 'value', 'ratio', 'middle half'], ...figures.map(rowOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head, ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [`${scenario}, load ${load.before} to ${load.after}`, '', head, rule, ...body].join('\n');
}

function rowOf({ name, value, unit, ratio }: Figure): string[] {
  const measured = `${short(value).toLocaleString('en')}${unit === '/s' ? '' : ' '}${unit}`;
  if (!ratio) return [name, measured, '', ''];
  const { median, lowerQuartile, upperQuartile, to } = ratio;
  return [name, measured, `${short(median)} × ${to}`, `${short(lowerQuartile)} to ${short(upperQuartile)}`];
}
