import { describe, expect, it } from 'vitest';
import { median, quantile, ratiosTo, spreadOf } from './statistics.ts';

const toHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('a quantile', () => {
  it('is a value that was measured, by its rank', () => {
    expect(quantile(toHundred, 0.5)).toBe(50);
    expect(quantile(toHundred, 0.99)).toBe(99);
    expect(quantile(toHundred, 1)).toBe(100);
    expect(quantile([7], 0.01)).toBe(7);
  });

  it('of numbers goes by their size, not by their text', () => {
    expect(median([9, 100, 10])).toBe(10);
  });

  it('of nothing is an error, not a figure', () => {
    expect(() => median([])).toThrow('nothing was measured');
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

it('a spread is the middle half', () => {
  expect(spreadOf(toHundred)).toEqual({ lowerQuartile: 25, median: 50, upperQuartile: 75 });
});

it('ratios are made round by round, so that a noisy round harms both sides', () => {
  expect(ratiosTo([1, 10, 2], [2, 20, 6])).toEqual([2, 2, 3]);
});
