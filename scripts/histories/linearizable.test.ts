import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLinearizable, type Model, type Operation } from './linearizable.ts';

type Effect = { kind: 'add'; units: number } | { kind: 'read'; sum: number };

const counter: Model<number, Effect> = {
  initial: 0,
  apply(sum, effect) {
    if (effect.kind === 'add') return sum + effect.units;
    return effect.sum === sum ? sum : undefined;
  },
  canStillHappen: (sum, effect) => effect.kind === 'add' || effect.sum >= sum || effect.sum < 0,
  roleOf: ({ kind }) => (kind === 'read' ? 'look' : 'change'),
};

/** An operation with the instant at which it really happened, in [0, 100). Lost: its answer never came. */
const happening = fc.record({
  units: fc.integer({ min: 0, max: 3 }),
  at: fc.double({ min: 0, max: 100, noNaN: true }),
  before: fc.double({ min: 0, max: 30, noNaN: true }),
  after: fc.double({ min: 0, max: 30, noNaN: true }),
  isLost: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** What a counter that is right would have answered. 0 units: a read. */
function historyOf(happenings: Happening[]): Operation<Effect>[] {
  let sum = 0;
  return happenings
    .toSorted((a, b) => a.at - b.at)
    .map(({ units, at, before, after, isLost }) => {
      sum += units;
      const effect: Effect = units > 0 ? { kind: 'add', units } : { kind: 'read', sum };
      const end = units > 0 && isLost ? Number.POSITIVE_INFINITY : at + after;
      return { effect, call: at - before, return: end };
    });
}

/** The definition itself, tried in every order: for histories of a few operations. */
function isExplained(operations: Operation<Effect>[], sum = 0): boolean {
  if (operations.every((operation) => operation.return === Number.POSITIVE_INFINITY)) return true;
  return operations.some((operation, index) => {
    const rest = operations.toSpliced(index, 1);
    if (rest.some((other) => other.return < operation.call)) return false;
    const next = counter.apply(sum, operation.effect, []);
    return next !== undefined && isExplained(rest, next);
  });
}

const kindOf = (operations: Operation<Effect>[]) => checkLinearizable(operations, counter).kind;

describe('the search', () => {
  test('accuses nobody who is right', () => {
    const histories = fc.array(happening, { maxLength: 40 }).map(historyOf);
    fc.assert(fc.property(histories, (history) => kindOf(history) === 'linearizable'));
  });

  test('agrees with the definition where it can be tried in full', () => {
    const anything = fc
      .array(fc.tuple(happening, fc.integer({ min: -1, max: 1 })), { maxLength: 6 })
      .map((drawn) => {
        const right = historyOf(drawn.map(([one]) => one));
        return right.map((operation, index) => shifted(operation, drawn[index]?.[1] ?? 0));
      });
    fc.assert(
      fc.property(
        anything,
        (history) => kindOf(history) === (isExplained(history) ? 'linearizable' : 'violation'),
      ),
    );
  });

  test('says so when it is too much', () => {
    const adds: Operation<Effect>[] = Array.from({ length: 30 }, (_, index) => ({
      effect: { kind: 'add', units: 2 ** index },
      call: 0,
      return: 100,
    }));
    const never: Operation<Effect> = { effect: { kind: 'read', sum: -1 }, call: 0, return: 100 };
    expect(checkLinearizable([...adds, never], counter, 1_000).kind).toBe('undecided');
  });

  test('has no trouble with many that are alike', () => {
    const adds: Operation<Effect>[] = Array.from({ length: 200 }, () => ({
      effect: { kind: 'add', units: 1 },
      call: 0,
      return: Number.POSITIVE_INFINITY,
    }));
    const reads = (sum: number): Operation<Effect>[] => [
      { effect: { kind: 'read', sum: 100 }, call: 1, return: 2 },
      { effect: { kind: 'read', sum }, call: 3, return: 4 },
    ];
    expect(kindOf([...adds, ...reads(150)])).toBe('linearizable');
    expect(kindOf([...adds, ...reads(99)])).toBe('violation');
  });
});

function shifted(operation: Operation<Effect>, by: number): Operation<Effect> {
  const { effect } = operation;
  return effect.kind === 'read'
    ? { ...operation, effect: { kind: 'read', sum: effect.sum + by } }
    : operation;
}
