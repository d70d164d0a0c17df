import type { TopLevelSpec } from 'vega-lite';
import { svgOf } from '../../scripts/svg.ts';
import type { Figure } from '../scenario.ts';
import type { Growth } from './subject.ts';

interface Mark {
  operation: string;
  size: number;
  ratio: number;
  low: number;
  high: number;
}

/** A line for each operation: its cost against that at the smallest size, and where the middle half lies. @returns SVG */
export async function plotOf(growth: Growth, figures: readonly Figure[]): Promise<string> {
  const marks = figures.flatMap((figure) => markOf(growth, figure));
  return svgOf(specOf(growth, marks));
}

function markOf(growth: Growth, { point, ratio }: Figure): Mark[] {
  if (point?.group !== growth.name || !ratio) return [];
  const { median, lowerQuartile, upperQuartile } = ratio;
  const { operation, size } = point;
  return [{ operation, size, ratio: median, low: lowerQuartile, high: upperQuartile }];
}

/** Not closer than these, so that what is flat looks flat. */
const closest = { from: 0.5, to: 4 };

function specOf({ unit, sizes, operations }: Growth, values: Mark[]): TopLevelSpec {
  const axis = { values: [...sizes], format: ',' };
  const from = Math.min(closest.from, ...values.map(({ low }) => low));
  const to = Math.max(closest.to, ...values.map(({ high }) => high));
  const x = { field: 'size', type: 'quantitative', scale: { type: 'log' }, axis, title: unit } as const;
  const scale: { type: 'log'; domain: number[] } = { type: 'log', domain: [from, to] };
  const y = { type: 'quantitative', scale, title: `cost, ${sizes[0]} = 1` } as const;
  const sort = operations.map(({ name }) => name);
  const color = {
    field: 'operation',
    type: 'nominal',
    sort,
    title: null,
    legend: { labelLimit: 300 },
  } as const;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    width: 420,
    height: 220,
    data: { values },
    layer: [
      { mark: { type: 'line', point: true }, encoding: { x, y: { ...y, field: 'ratio' }, color } },
      {
        mark: { type: 'rule', opacity: 0.4 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
    ],
  };
}
