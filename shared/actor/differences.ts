/** A place where what is kept is not what the events say. `undefined` where there is nothing. */
export interface Difference {
  /** `event 17`, `entry hold-7`, `snapshot.stock.onHand`, `state.stock.onHand`, … */
  place: string;
  expected?: unknown;
  found?: unknown;
}

/** Enough to see what is wrong; the rest is only counted. */
export const maxDifferences = 100;

/** Collects differences: the first ones as they are, the others as a number. */
export class Differences {
  readonly list: Difference[];
  more: number;

  constructor(list: Difference[] = [], more = 0) {
    this.list = list;
    this.more = more;
  }

  add(place: string, expected: unknown, found: unknown): void {
    if (this.list.length < maxDifferences) this.list.push({ place, expected, found });
    else this.more += 1;
  }

  /** Compares two values, and names the innermost places in which they differ. */
  compare(place: string, expected: unknown, found: unknown): void {
    if (!isNested(expected) || !isNested(found) || Array.isArray(expected) !== Array.isArray(found)) {
      if (expected !== found) this.add(place, expected, found);
      return;
    }
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      this.compare(`${place}.${key}`, own(expected, key), own(found, key));
    }
  }
}

type Nested = Record<string, unknown>;

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null;
}

function own(value: Nested, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A value as it comes back from storage: without fields that are undefined. */
export function asStored(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
