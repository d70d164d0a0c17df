import { expect, test } from 'vitest';
import { percentile } from './percentile.ts';

test('a part of the values lies below, whatever their order', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(values, 0)).toBe(1);
  expect(percentile(values, 0.5)).toBe(101);
  expect(percentile(values, 0.99)).toBe(199);
  expect(percentile(values, 1)).toBe(200);
});

test('few values, and none', () => {
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([9, 1, 5], 0.5)).toBe(5);
  expect(percentile([], 0.5)).toBe(0);
});
