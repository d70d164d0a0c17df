import { expect, test } from 'vitest';
import type { CartView } from '../client/src/index.ts';
import { atPricesOfNow } from './prices-of-now.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });

function cartWith(priceChange?: CartView['items'][number]['priceChange']): CartView {
  const item = {
    quantity: 2,
    unitPrice: euros(500),
    lineTotal: euros(1_000),
    ...(priceChange && { priceChange }),
  };
  const other = { quantity: 1, unitPrice: euros(100), lineTotal: euros(100) };
  const totals = { subtotal: euros(1_100), shipping: euros(300), total: euros(1_400) };
  return { items: [item, other], totals } as unknown as CartView;
}

test('a cart whose prices have not changed is as it is', () => {
  expect(atPricesOfNow(cartWith())).toEqual(cartWith());
});

test('a line with another price counts at that, and so do the sums', () => {
  const cart = atPricesOfNow(cartWith({ from: euros(500), to: euros(650) }));
  expect(cart.items[0]).toMatchObject({ unitPrice: euros(650), lineTotal: euros(1_300) });
  expect(cart.totals).toMatchObject({ subtotal: euros(1_400), shipping: euros(300), total: euros(1_700) });
});

test('what is sold in another currency by now is left to the shop to refuse', () => {
  const inYen = cartWith({ from: euros(500), to: { amount: 800, currency: 'JPY' } });
  expect(atPricesOfNow(inYen)).toEqual(inYen);
});
