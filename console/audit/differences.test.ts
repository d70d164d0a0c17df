import { expect, test } from 'vitest';
import { stateLines } from './differences.ts';

test('what has changed, come and gone is told apart from what is the same', () => {
  const before = { status: 'placing', payment: { amount: 0 }, retry: 1 };
  const state = { status: 'confirmed', payment: { amount: 0 }, refunds: [] };
  expect(stateLines(state, before)).toEqual([
    { path: 'status', value: '"confirmed"', change: 'changed', before: '"placing"' },
    { path: 'payment.amount', value: '0', change: 'same' },
    { path: 'refunds', value: '[]', change: 'added' },
    { path: 'retry', value: '', change: 'removed', before: '1' },
  ]);
});

test('before the first event there was nothing', () => {
  expect(stateLines({ stock: { held: 2 } }, undefined)).toEqual([
    { path: 'stock.held', value: '2', change: 'added' },
  ]);
});

test('items of a list are told apart by their places', () => {
  expect(stateLines({ lines: ['a', 'b'] }, { lines: ['a'] })).toEqual([
    { path: 'lines.0', value: '"a"', change: 'same' },
    { path: 'lines.1', value: '"b"', change: 'added' },
  ]);
});
