import type { TopLevelSpec } from 'vega-lite';
import { svgOf } from '../scripts/svg.ts';
import type { Result } from './results.ts';
import type { Figure } from './scenario.ts';
import { isMeant, targets } from './targets.ts';

interface Bar {
  figure: string;
  volume: string;
  median: number;
  low: number;
  high: number;
  /** The least that is wanted, where that is said. */
  target?: number | undefined;
}

/** The throughput of whatever has a floor, as a share of it. @returns SVG */
export async function ratioChart(results: readonly Result[]): Promise<string> {
  const bars = results.flatMap(({ scenario, figures }) =>
    figures.flatMap((figure) => barOf(scenario, figure)),
  );
  return svgOf(specOf(bars));
}

function barOf(scenario: string, figure: Figure): Bar[] {
  const { name, volume = '', unit, ratio } = figure;
  if (unit !== '/s' || !ratio?.to.startsWith('floor: ')) return [];
  const target = targets.find((one) => one.scenario === scenario && isMeant(figure, one));
  const { median, lowerQuartile, upperQuartile, to } = ratio;
  const bar = { median, low: lowerQuartile, high: upperQuartile, target: target?.atLeast };
  return [{ figure: `${name} / ${to.slice('floor: '.length)}`, volume, ...bar }];
}

function specOf(values: Bar[]): TopLevelSpec {
  const sort = values.map(({ figure }) => figure);
  const y = { field: 'figure', type: 'nominal' as const, title: null, sort, axis: { labelLimit: 600 } };
  const yOffset = { field: 'volume', sort: ['disk', 'memory'] };
  const x = { type: 'quantitative', title: 'throughput, of the floor; the red line is the target' } as const;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    title: 'The shop beside its floor: medians of the slices, and their middle half',
    data: { values },
    width: 420,
    height: { step: 14 },
    layer: [
      { mark: 'bar', encoding: { y, yOffset, x: { ...x, field: 'median' }, color: { field: 'volume' } } },
      { mark: 'rule', encoding: { y, yOffset, x: { ...x, field: 'low' }, x2: { field: 'high' } } },
      {
        transform: [{ filter: 'isValid(datum.target)' }],
        mark: { type: 'tick', color: 'red', thickness: 2 },
        encoding: { y, yOffset, x: { ...x, field: 'target' } },
      },
    ],
  };
}
