import * as z from 'zod';

/** An amount in integer minor units (cents, yen) with its ISO 4217 currency code. */
export interface Money {
  amount: number;
  currency: string;
}

/** What a cart or an order comes to. `subtotal - discount + shipping + tax = total`, always. */
export interface Totals {
  subtotal: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
}

/**
 * Ten million in a currency with cents. Times the most of a line and the most lines of a cart this is
 * 2 · 10^15, so that no sum leaves the integers that a double holds exactly (2^53 ≈ 9 · 10^15).
 */
export const maxUnitPriceMinor = 1_000_000_000;

const currencies = new Set(Intl.supportedValuesOf('currency'));

export const currencySchema = z
  .string()
  .refine((code) => currencies.has(code), { error: 'must be an ISO 4217 currency code in capitals' });

/** A price: not negative, since a shop that pays its buyers is a mistake. */
export const priceSchema = z.strictObject({
  amount: z.int().min(0).max(maxUnitPriceMinor),
  currency: currencySchema,
});

export function money(amount: number, currency: string): Money {
  return { amount, currency };
}

/** Discount, shipping and tax are zero until there are rules for them; the sum holds all the same. */
export function totalsOf(subtotalMinor: number, currency: string): Totals {
  const zero = money(0, currency);
  const subtotal = money(subtotalMinor, currency);
  return { subtotal, discount: zero, shipping: zero, tax: zero, total: subtotal };
}
