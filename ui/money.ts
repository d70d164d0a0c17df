import type { Money } from '../shared/money.ts';

/** A price as people write it: "€2.49" of 249 EUR. */
export function moneyText({ amount, currency }: Pick<Money, 'amount' | 'currency'>): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}
