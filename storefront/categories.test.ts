import { expect, test } from 'vitest';
import type { Product } from '../client/src/index.ts';
import { assorted, categoriesOf } from './categories.ts';

function productOf(id: string, category: string | undefined, available = 1): Product {
  const image = id === 'bare' ? null : `/pictures/${id}.svg`;
  return { id, image, available, attributes: category ? { category } : {} } as unknown as Product;
}

test('categories come with a picture, in the order in which they are met', () => {
  const products = [productOf('bare', 'drinks'), productOf('bun', 'food'), productOf('tea', 'drinks')];
  expect(categoriesOf([...products, productOf('thing', undefined)])).toEqual([
    { name: 'drinks', image: '/pictures/tea.svg' },
    { name: 'food', image: '/pictures/bun.svg' },
  ]);
});

test('an assortment has something of everything before more of the same, sold out things last', () => {
  const products = [
    productOf('tea', 'drinks', 0),
    productOf('milk', 'drinks'),
    productOf('soda', 'drinks'),
    productOf('bun', 'food'),
  ];
  expect(assorted(products, 3).map(({ id }) => id)).toEqual(['bun', 'soda', 'milk']);
});
