import { type Money, money } from '../../../../shared/money.ts';

/*
 * We count in minor units of ISO 4217; Stripe in "the smallest currency unit", which is the same but for a few
 * (docs.stripe.com/currencies, "Special cases"). Where it is the same but Stripe wants it rounded (three-decimal
 * currencies in tens), Stripe refuses what is not.
 */

/** ISO 4217 has no decimals for the króna; Stripe keeps two, always 00. */
const unitsPerMinor: Record<string, number> = { ISK: 100 };

/** Stripe and ISO 4217 differ here in a way that its documentation has changed its mind about. */
const unclear = new Set(['MGA', 'UGX']);

/** An amount as Stripe counts it, or undefined for a currency in which we cannot be sure of it. */
export function toStripe({ amount, currency }: Money): { amount: number; currency: string } | undefined {
  if (unclear.has(currency)) return undefined;
  return { amount: amount * (unitsPerMinor[currency] ?? 1), currency: currency.toLowerCase() };
}

export function fromStripe(units: number, currency: string): Money {
  const code = currency.toUpperCase();
  return money(units / (unitsPerMinor[code] ?? 1), code);
}
