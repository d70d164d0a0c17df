import type { TopLevelSpec } from 'vega-lite';
import { svgOf } from '../../scripts/svg.ts';
import type { Figure } from '../scenario.ts';

/** A line for each kind of sale: units sold in a second, by the number of shards. @returns SVG */
export async function plotOf(figures: readonly Figure[]): Promise<string> {
  const values = figures.flatMap(({ point, value }) => (point ? [{ ...point, value }] : []));
  return svgOf(specOf(values));
}

function specOf(values: object[]): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    width: 420,
    height: 220,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'size', type: 'quantitative', scale: { type: 'log', base: 2 }, title: 'shards' },
      y: { field: 'value', type: 'quantitative', scale: { type: 'log' }, title: 'units sold a second' },
      color: { field: 'operation', type: 'nominal', title: null, legend: { labelLimit: 300 } },
    },
  };
}
