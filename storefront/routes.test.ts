import { expect, test } from 'vitest';
import { cartHref, catalogHref, homeHref, orderHref, productHref, routeOf } from './routes.ts';

test('every address that the page makes leads to where it says', () => {
  expect(routeOf(homeHref)).toEqual({ page: 'home' });
  expect(routeOf(cartHref)).toEqual({ page: 'cart' });
  expect(routeOf(productHref('tea.1'))).toEqual({ page: 'product', id: 'tea.1' });
  expect(routeOf(orderHref('ord_1'))).toEqual({ page: 'order', id: 'ord_1' });
  expect(routeOf(catalogHref())).toEqual({ page: 'catalog', words: '', category: '' });
  const narrowed = { words: 'tea & おにぎり', category: 'food / drinks' };
  expect(routeOf(catalogHref(narrowed))).toEqual({ page: 'catalog', ...narrowed });
});

test('no address breaks the page', () => {
  expect(routeOf('')).toEqual({ page: 'home' });
  expect(routeOf('#/nowhere')).toEqual({ page: 'missing' });
  expect(routeOf('#/orders')).toEqual({ page: 'missing' });
  expect(routeOf('#/products/%E0%A4%A')).toEqual({ page: 'product', id: '%E0%A4%A' });
});
