import { expect, test } from 'vitest';
import { attributesText, productBodyOf } from './product-body.ts';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const attributes = { category: 'drinks', served: 'at 5:30' };

test('a form becomes the details of a product', () => {
  const form = formOf({
    name: ' Green Tea ',
    amount: '1.89',
    currency: 'EUR',
    description: '',
    image: '/pictures/green-tea.svg',
    attributes: attributesText(attributes),
  });
  expect(productBodyOf(form)).toEqual({
    name: 'Green Tea',
    price: { amount: 189, currency: 'EUR' },
    image: '/pictures/green-tea.svg',
    attributes,
  });
});

test('lines without anything on them are no attributes', () => {
  const form = formOf({ name: 'Tea', amount: '1', currency: 'EUR', attributes: '\n  \nsize: L\n' });
  expect(productBodyOf(form).attributes).toEqual({ size: 'L' });
});
