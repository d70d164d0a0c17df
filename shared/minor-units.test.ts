import { expect, it } from 'vitest';
import { minorUnitDigits } from './minor-units.ts';

it.each([
  ['EUR', 2],
  ['JPY', 0],
  ['ISK', 0],
  ['KWD', 3],
  ['CLF', 4],
  // Written without decimals, and counted in hundredths all the same.
  ['HUF', 2],
  ['IDR', 2],
  // Written without decimals, and counted in thousandths.
  ['IQD', 3],
])('a minor unit of %s has %i decimals', (currency, digits) => {
  expect(minorUnitDigits(currency)).toBe(digits);
});
