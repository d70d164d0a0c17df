import { expect, test } from 'vitest';
import { figuresOf, noSamples, overRounds } from './figures.ts';

test('a round is summed up', () => {
  const figures = figuresOf({
    addMs: [30, 10, 20],
    checkoutMs: [5, 50],
    knownMs: [5, 500],
    shownMs: [1, 2, 90],
    staleLooks: 3,
    orders: 40,
    failures: 1,
    seconds: 10,
    cpuMs: 2_000,
  });
  expect(figures).toEqual({
    ordersPerSecond: 4,
    addP50Ms: 20,
    addP99Ms: 30,
    checkoutP50Ms: 50,
    checkoutP99Ms: 50,
    knownP50Ms: 500,
    knownP99Ms: 500,
    shownP50Ms: 2,
    shownMaxMs: 90,
    staleLooks: 3,
    cpuMsPerOrder: 50,
    failures: 1,
  });
});

test('a round in which nothing happened has no infinite figures', () => {
  expect(Object.values(figuresOf(noSamples())).every((value) => value === 0)).toBe(true);
});

test('rounds give a median and their spread, so that one noisy round is seen and does not count', () => {
  const rounds = [10.0001, 90, 12].map((ordersPerSecond) => ({
    ...figuresOf(noSamples()),
    ordersPerSecond,
  }));
  expect(overRounds(rounds).ordersPerSecond).toEqual({ median: 12, low: 10, high: 90 });
});
