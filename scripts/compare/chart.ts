import type { TopLevelSpec } from 'vega-lite';
import { wirings } from '../../shared/wiring.ts';
import { svgOf } from '../svg.ts';
import type { Comparison } from './comparison.ts';
import type { FigureName, Spread } from './figures.ts';

const panels: [FigureName, string][] = [
  ['ordersPerSecond', 'orders per second'],
  ['addP50Ms', 'add an item, p50, ms'],
  ['checkoutP50Ms', "checkout's answer, p50, ms"],
  ['knownP50Ms', 'until the buyer knows, p50, ms'],
  ['cpuMsPerOrder', 'CPU time per order, ms'],
  ['shownP50Ms', 'until a cart shows a stock change, p50, ms'],
];

interface Bar extends Spread {
  figure: string;
  wiring: string;
}

/** A panel for each figure, with a bar for each wiring. @returns SVG */
export async function chart(comparison: Comparison): Promise<string> {
  return svgOf(specOf(barsOf(comparison)));
}

function barsOf({ wirings: reports }: Comparison): Bar[] {
  const measured = panels.flatMap(([name, figure]) =>
    wirings.map((wiring) => ({ figure, wiring, ...reports[wiring].load[name] })),
  );
  const counted = wirings.flatMap((wiring) =>
    reports[wiring].orders.flatMap(({ products, usage, dollarsPerMillionOrders }) => {
      const goods = products === 1 ? '1 product' : `${products} products`;
      return [
        exactly(`messages for an order of ${goods}`, wiring, usage.messages),
        exactly(`a million orders of ${goods}, $`, wiring, dollarsPerMillionOrders.total),
      ];
    }),
  );
  return [...measured, ...counted];
}

function exactly(figure: string, wiring: string, value: number): Bar {
  const median = Math.round(value * 10) / 10;
  return { figure, wiring, median, low: median, high: median };
}

function specOf(values: Bar[]): TopLevelSpec {
  const y = { field: 'wiring', type: 'nominal', sort: [...wirings], title: null } as const;
  const x = { field: 'median', type: 'quantitative', title: null, axis: { tickCount: 4 } } as const;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    title: 'Three wirings of one shop: medians of the rounds, and their spread',
    data: { values },
    facet: { field: 'figure', type: 'nominal', title: null, sort: values.map(({ figure }) => figure) },
    columns: 2,
    spec: {
      width: 260,
      height: 66,
      layer: [
        {
          mark: 'bar',
          encoding: { y, x, color: { field: 'wiring', type: 'nominal', sort: [...wirings], legend: null } },
        },
        {
          mark: 'rule',
          encoding: { y, x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
        },
        {
          mark: { type: 'text', align: 'left', dx: 4 },
          encoding: { y, x: { field: 'high', type: 'quantitative' }, text: { field: 'median' } },
        },
      ],
    },
    resolve: { scale: { x: 'independent' } },
  };
}
