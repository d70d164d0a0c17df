import type { Figure } from '../scenario.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';
import type { Growth, Measured } from './subject.ts';

/** @param measured by size what each round gave */
export function figuresOf(growth: Growth, measured: Measured[][]): Figure[] {
  return growth.operations.flatMap(({ name }) => {
    const bySize = measured.map((rounds) => rounds.map((round) => round[name] as number));
    const smallest = bySize[0] as number[];
    return bySize.map((values, index) => figureOf(growth, name, index, values, smallest));
  });
}

function figureOf(
  { name: group, unit, sizes }: Growth,
  operation: string,
  index: number,
  values: number[],
  smallest: number[],
): Figure {
  const size = sizes[index] as number;
  return {
    name: `${operation}, ${size.toLocaleString('en')} ${unit}`,
    value: median(values),
    unit: 'µs',
    ratio: { ...spreadOf(ratiosTo(smallest, values)), to: `at ${sizes[0]?.toLocaleString('en')}` },
    point: { group, operation, size },
  };
}
