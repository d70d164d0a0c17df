import { expect, test } from 'vitest';
import { refundBodyOf } from './refund-body.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const item = (productId: string) => ({
  productId,
  name: productId,
  image: null,
  quantity: 2,
  unitPrice: eur(100),
  lineTotal: eur(200),
});
const order = {
  items: [item('tea'), item('bento')],
  totals: { subtotal: eur(400), discount: eur(0), shipping: eur(0), tax: eur(0), total: eur(400) },
};

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test('all that is left needs no amount', () => {
  expect(refundBodyOf('rest', formOf({ reason: ' leaks ' }), order)).toEqual({ reason: 'leaks' });
  expect(refundBodyOf('rest', formOf({ reason: '' }), order)).toEqual({});
});

test('an amount is in the currency of the order', () => {
  expect(refundBodyOf('amount', formOf({ amount: '1.50' }), order)).toEqual({ amount: eur(150) });
});

test('of the items those that were counted', () => {
  const form = formOf({ 'units:tea': '1', 'units:bento': '0', restock: 'on' });
  expect(refundBodyOf('items', form, order)).toEqual({
    items: [{ productId: 'tea', quantity: 1 }],
    restock: true,
  });
});
