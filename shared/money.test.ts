import { describe, expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from './contracts/cart.ts';
import { currencySchema, maxUnitPriceMinor, money, priceSchema, totalsOf } from './money.ts';

describe('a price', () => {
  it.each([0, 1, maxUnitPriceMinor])('can be %s minor units', (amount) => {
    expect(priceSchema.parse({ amount, currency: 'EUR' })).toEqual({ amount, currency: 'EUR' });
  });

  it.each([-1, maxUnitPriceMinor + 1, 0.5, '1', Number.NaN, 1e21, null])('cannot be %s', (amount) => {
    expect(priceSchema.safeParse({ amount, currency: 'EUR' }).success).toBe(false);
  });

  it('has nothing else in it', () => {
    expect(priceSchema.safeParse({ amount: 1, currency: 'EUR', tax: 1 }).success).toBe(false);
    expect(priceSchema.safeParse({ amount: 1 }).success).toBe(false);
  });
});

describe('a currency', () => {
  it.each(['EUR', 'JPY', 'KWD', 'USD'])('is %s', (code) => {
    expect(currencySchema.safeParse(code).success).toBe(true);
  });

  it.each(['eur', 'EURO', 'XQX', '', 'E R', null])('is not %s', (code) => {
    expect(currencySchema.safeParse(code).success).toBe(false);
  });
});

describe('sums', () => {
  it('stay exact for the fullest cart of the dearest things', () => {
    expect(maxUnitPriceMinor * maxQuantityPerLine * maxLinesPerCart).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  it('add up, in one currency', () => {
    const { subtotal, discount, shipping, tax, total } = totalsOf(1_299, 'EUR');
    expect(total.amount).toBe(subtotal.amount - discount.amount + shipping.amount + tax.amount);
    expect(subtotal).toEqual(money(1_299, 'EUR'));
    const currencies = [subtotal, discount, shipping, tax, total].map(({ currency }) => currency);
    expect(new Set(currencies)).toEqual(new Set(['EUR']));
  });
});
