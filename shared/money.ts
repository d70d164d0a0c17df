import * as z from 'zod';

/**
 * Ten million in a currency with cents. Times the most of a line and the most lines of a cart this is
 * 2 · 10^15, so that no sum leaves the integers that a double holds exactly (2^53 ≈ 9 · 10^15).
 */
export const maxUnitPriceMinor = 1_000_000_000;

const currencies = new Set(Intl.supportedValuesOf('currency'));

const notACurrency = 'must be an ISO 4217 currency code in capitals';

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: notACurrency, abort: true })
  .refine((code) => currencies.has(code), { error: notACurrency })
  .meta({ id: 'Currency', description: 'An ISO 4217 currency code.', examples: ['EUR', 'JPY'] });

/** An amount in integer minor units (cents, yen) with its ISO 4217 currency code. */
export const moneySchema = z
  .object({ amount: z.int().meta({ description: 'In minor units: cents, yen.' }), currency: currencySchema })
  .meta({ id: 'Money', examples: [{ amount: 378, currency: 'EUR' }] });
export type Money = z.infer<typeof moneySchema>;

/** A price: not negative, since a shop that pays its buyers is a mistake. */
export const priceSchema = z
  .strictObject({
    amount: z.int().min(0).max(maxUnitPriceMinor).meta({ description: 'In minor units: cents, yen.' }),
    currency: currencySchema,
  })
  .meta({ id: 'Price' });

/** What a cart or an order comes to. */
export const totalsSchema = z
  .object({
    subtotal: moneySchema,
    discount: moneySchema,
    shipping: moneySchema,
    tax: moneySchema,
    total: moneySchema,
  })
  .meta({ id: 'Totals', description: '`subtotal - discount + shipping + tax = total`, always.' });
export type Totals = z.infer<typeof totalsSchema>;

export function money(amount: number, currency: string): Money {
  return { amount, currency };
}

/** Discount, shipping and tax are zero until there are rules for them; the sum holds all the same. */
export function totalsOf(subtotalMinor: number, currency: string): Totals {
  const zero = money(0, currency);
  const subtotal = money(subtotalMinor, currency);
  return { subtotal, discount: zero, shipping: zero, tax: zero, total: subtotal };
}
