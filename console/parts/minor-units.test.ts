import { expect, test } from 'vitest';
import { amountText, minorUnitsOf } from './minor-units.ts';

test.each([
  ['2.49', 'EUR', 249],
  ['2,5', 'EUR', 250],
  [' 19.99 ', 'EUR', 1999],
  ['300', 'JPY', 300],
  ['', 'EUR', Number.NaN],
  ['many', 'EUR', Number.NaN],
])('%j %s is %d minor units', (typed, currency, expected) => {
  expect(minorUnitsOf(typed, currency)).toBe(expected);
});

test('what stands in the field is what was kept', () => {
  expect([amountText(249, 'EUR'), amountText(300, 'JPY')]).toEqual(['2.49', '300']);
});
