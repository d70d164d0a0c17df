import { describe, expect, test } from 'vitest';
import type { Entry, Result } from './history.ts';
import { judge } from './judge.ts';

const product = 'onigiri';
const nothing = { client: 'a', product, order: null, argument: null, attempts: 1, result: null };

/** An entry that took from `call` to `end`; null: no answer came. */
function did(
  [call, end]: [number, number | null],
  operation: Entry['operation'],
  argument: number | null,
  outcome: Entry['outcome'],
  result: Result | null,
  more: Partial<Entry> = {},
): Entry {
  return { ...nothing, operation, argument, call, return: end, outcome, result, ...more };
}

type Interval = [number, number | null];

const receives = (when: Interval, units: number, stock: Result) => did(when, 'receive', units, 'ok', stock);
const reads = (when: Interval, onHand: number, sold: number, held = 0) =>
  did(when, 'stock', null, 'ok', { onHand, held, sold });
const buys = (when: Interval, units: number, order: string | null = null) =>
  did(when, 'checkout', units, 'ok', { status: 'confirmed' }, { order });
const hearsNothing = ([call]: Interval, units: number) => did([call, null], 'checkout', units, 'info', null);
const isDeclined = (when: Interval, units: number) =>
  did(when, 'checkout', units, 'fail', { code: 'payment-declined' });
const isRefused = (when: Interval, units: number, available: number) =>
  did(when, 'checkout', units, 'fail', { code: 'insufficient-stock', available });
const cancels = (when: Interval, units: number, order: string | null = null) =>
  did(when, 'cancel', units, 'ok', { status: 'canceled' }, { order });
const looksAt = (when: Interval, order: string, status: string) =>
  did(when, 'order', null, 'ok', { status }, { order });

const stocked = (units: number) => receives([0, 1], units, { onHand: units, held: 0, sold: 0 });

describe('a history of stock is explained when', () => {
  test.each<[string, Entry[]]>([
    ['everything comes one after the other', [stocked(2), buys([2, 3], 1), reads([4, 5], 1, 1)]],
    [
      'a read that overlaps a sale sees it or does not',
      [stocked(2), buys([2, 9], 1), reads([3, 4], 2, 0), reads([5, 6], 1, 1)],
    ],
    ['a checkout under way holds', [stocked(2), buys([2, 9], 1), reads([3, 4], 2, 0, 1)]],
    [
      'a declined one holds until it is declined',
      [stocked(1), isDeclined([2, 9], 1), isRefused([3, 4], 1, 0)],
    ],
    ['what was sold is given back', [stocked(1), buys([2, 3], 1), cancels([4, 5], 1), buys([6, 7], 1)]],
    [
      'stock comes while a buyer waits',
      [stocked(0), receives([2, 9], 1, { onHand: 1, held: 0, sold: 0 }), buys([3, 4], 1)],
    ],
    [
      'a checkout without an answer sells late',
      [stocked(2), hearsNothing([2, null], 1), reads([50, 51], 2, 0), reads([90, 91], 1, 1)],
    ],
    ['or never', [stocked(1), hearsNothing([2, null], 1), buys([50, 51], 1)]],
    ['or holds for long', [stocked(1), hearsNothing([2, null], 1), isRefused([50, 51], 1, 0)]],
    [
      'or sells and gives back',
      [stocked(1), hearsNothing([2, null], 1), reads([3, 4], 0, 1), reads([5, 6], 1, 0)],
    ],
    [
      'a receipt without an answer takes effect late',
      [stocked(1), did([2, null], 'receive', 5, 'info', null), reads([3, 4], 1, 0), reads([5, 6], 6, 0)],
    ],
    [
      'taking out what is held is refused',
      [stocked(1), buys([2, 9], 1), did([3, 4], 'receive', -1, 'fail', { code: 'stock-held' })],
    ],
    [
      'an answer that came at the second try hides a sale that was given back',
      [
        stocked(2),
        { ...buys([2, 9], 1), attempts: 2 },
        reads([3, 4], 1, 1),
        reads([5, 6], 2, 0),
        reads([10, 11], 1, 1),
      ],
    ],
  ])('%s', (_, entries) => {
    expect(judge(entries)).toMatchObject({ violations: [], undecided: [] });
  });
});

describe('no order explains', () => {
  test.each<[string, Entry[]]>([
    ['a unit sold twice', [stocked(1), buys([2, 5], 1), buys([3, 6], 1)]],
    [
      'a unit sold twice, of which the books know once',
      [stocked(2), buys([2, 5], 1), buys([3, 6], 1), reads([7, 8], 1, 1)],
    ],
    [
      'a receipt that was lost to another',
      [
        stocked(1),
        receives([2, 5], 3, { onHand: 4, held: 0, sold: 0 }),
        receives([3, 6], 5, { onHand: 6, held: 0, sold: 0 }),
      ],
    ],
    ['a read from the past', [stocked(2), buys([2, 3], 1), reads([4, 5], 2, 0)]],
    ['a sale that comes and goes', [stocked(2), buys([2, 9], 1), reads([3, 4], 1, 1), reads([5, 6], 2, 0)]],
    ['sold out while nobody buys', [stocked(3), isRefused([2, 3], 1, 0)]],
    ['sold out while too few buy', [stocked(3), buys([2, 9], 1), isRefused([3, 4], 1, 0)]],
    ['a refusal of what is there', [stocked(3), isRefused([2, 3], 1, 3)]],
    [
      'units held after all buyers have their answer',
      [stocked(3), isDeclined([2, 3], 1), reads([4, 5], 3, 0, 1)],
    ],
    ['a sale that nobody made', [stocked(3), reads([2, 3], 2, 1)]],
    ['a second sale behind one lost answer', [stocked(3), hearsNothing([2, null], 1), reads([4, 5], 1, 2)]],
    [
      'a cancellation that gives nothing back',
      [stocked(1), buys([2, 3], 1), cancels([4, 5], 1), reads([6, 7], 0, 1)],
    ],
    [
      'a refusal to take out what is free',
      [stocked(2), did([3, 4], 'receive', -1, 'fail', { code: 'stock-held' })],
    ],
  ])('%s', (_, entries) => {
    expect(judge(entries).violations).toHaveLength(1);
  });

  test('and the sentence names the product, and what could not be', () => {
    const [violation] = judge([stocked(1), buys([2, 3], 1), reads([4, 5], 1, 0)]).violations;
    expect(violation).toContain('the stock of onigiri');
    expect(violation).toContain('"onHand":1');
  });
});

describe('of an order', () => {
  const order = 'ord_1';
  test('nobody sees another end than its buyer', () => {
    const bought = [stocked(2), buys([2, 5], 1, order), looksAt([3, 4], order, 'placing')];
    expect(judge([...bought, looksAt([6, 7], order, 'confirmed')]).violations).toEqual([]);
    expect(judge([...bought, looksAt([6, 7], order, 'placing')]).violations).toHaveLength(1);
    expect(judge([...bought, looksAt([6, 7], order, 'failed')]).violations).toHaveLength(1);
  });

  test('a cancellation is final', () => {
    const canceled = [stocked(2), buys([2, 3], 1, order), cancels([4, 9], 1, order)];
    expect(judge([...canceled, looksAt([5, 6], order, 'confirmed')]).violations).toEqual([]);
    expect(judge([...canceled, looksAt([10, 11], order, 'confirmed')]).violations).toHaveLength(1);
  });
});

test('products and orders are judged each by itself', () => {
  const other = [stocked(1), buys([2, 3], 1, 'ord_2')].map((entry) => ({ ...entry, product: 'mochi' }));
  const judgement = judge([stocked(1), buys([2, 3], 1, 'ord_1'), ...other]);
  expect(judgement).toEqual({ products: 2, orders: 2, operations: 4, violations: [], undecided: [] });
});
