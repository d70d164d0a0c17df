import { minorUnitDigits } from '../../../../shared/minor-units.ts';
import type { Money } from '../../../../shared/money.ts';

/** How amounts, moments and countries are written for somebody. */
export interface Formats {
  money(amount: Money): string;
  /** @param ms since 1970; written in UTC, since nobody knows the buyer's time zone */
  moment(ms: number): string;
  /** @param code ISO 3166-1 alpha-2 */
  country(code: string): string;
}

/** @param locale BCP 47 */
export function formatsFor(locale: string): Formats {
  const moments = new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
    ...{ timeZone: 'UTC', timeZoneName: 'short' },
  });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    money: (amount) => writtenMoney(amount, locale),
    moment: (ms) => moments.format(ms),
    country: (code) => countries.of(code) ?? code,
  };
}

function writtenMoney({ amount, currency }: Money, locale: string): string {
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
  // Exact once it is rounded to these digits: sums stay far below 2^53 minor units.
  return format.format(amount / 10 ** digits);
}
