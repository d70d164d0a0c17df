import { expect, test } from 'vitest';
import type { WireEntry } from '../../shared/contracts/faults.ts';
import { hopsOf, isQuiet } from './hops.ts';

function entry(more: Partial<WireEntry>): WireEntry {
  const call = { kind: 'call', name: 'x', traceId: '', ms: 5, outcome: 'ok' } as const;
  return { at: 1_000, from: 'gateway', to: 'order', ...call, ...more };
}

test('hops know their way, and when they began', () => {
  const hops = hopsOf([entry({}), entry({ at: 1_020, from: 'queues', to: 'cart' })]);
  expect(hops.map(({ way, afterMs }) => [way, afterMs])).toEqual([
    ['gateway-order', 0],
    ['cart-queues', 20],
  ]);
});

test('what the picture does not show is left out', () => {
  expect(hopsOf([entry({ from: 'cart', to: 'cart' })])).toEqual([]);
});

test('it is quiet a while after the last answer', () => {
  expect(isQuiet([], 9_999, 100)).toBe(false);
  expect(isQuiet([entry({})], 1_100, 100)).toBe(false);
  expect(isQuiet([entry({})], 1_106, 100)).toBe(true);
  expect(isQuiet([entry({ ms: null })], 9_999, 100)).toBe(false);
});
