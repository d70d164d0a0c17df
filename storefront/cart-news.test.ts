import { expect, test } from 'vitest';
import type { CartItem, CartView } from '../client/src/index.ts';
import { freshNews, hasPriceChanges, isBuyable, newsOf, unitsIn } from './cart-news.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });

function itemOf(over: Partial<CartItem> = {}): CartItem {
  return {
    productId: 'tea',
    name: 'Tea',
    image: null,
    quantity: 2,
    unitPrice: euros(100),
    lineTotal: euros(200),
    availability: { status: 'available' },
    ...over,
  };
}

function cartOf(...items: CartItem[]): CartView {
  return { items } as unknown as CartView;
}

test('a line that is as it was has no news', () => {
  expect(newsOf(itemOf())).toEqual([]);
  expect(newsOf(itemOf({ availability: { status: 'unknown' } }))).toEqual([]);
});

test('a price that went up, and one that went down', () => {
  const [low, high] = [euros(90), euros(110)];
  expect(newsOf(itemOf({ priceChange: { from: low, to: high } }))).toMatchObject([{ kind: 'dearer' }]);
  expect(newsOf(itemOf({ priceChange: { from: high, to: low } }))).toMatchObject([{ kind: 'cheaper' }]);
});

test('few left, too few left, none left', () => {
  const stock = (status: CartItem['availability']['status'], available: number) =>
    itemOf({ availability: { status, available } });
  expect(newsOf(stock('low', 3))).toEqual([{ kind: 'low', available: 3 }]);
  expect(newsOf(stock('insufficient', 1))).toEqual([{ kind: 'short', available: 1 }]);
  expect(newsOf(stock('insufficient', 0))).toEqual([{ kind: 'gone' }]);
  expect(newsOf(itemOf({ availability: { status: 'unavailable' } }))).toEqual([{ kind: 'gone' }]);
  expect(isBuyable(cartOf(stock('low', 3)))).toBe(true);
  expect(isBuyable(cartOf(stock('insufficient', 1)))).toBe(false);
});

test('only what was not known before is fresh', () => {
  const short = itemOf({ availability: { status: 'insufficient', available: 1 } });
  expect(freshNews(cartOf(itemOf()), cartOf(short))).toMatchObject([
    { news: { kind: 'short', available: 1 } },
  ]);
  expect(freshNews(cartOf(short), cartOf(short))).toEqual([]);
});

test('a cart is told by its units, and by whether its prices are those of before', () => {
  expect(unitsIn(undefined)).toBe(0);
  expect(unitsIn(cartOf(itemOf(), itemOf({ quantity: 3 })))).toBe(5);
  const changed = itemOf({ priceChange: { from: euros(90), to: euros(100) } });
  expect([hasPriceChanges(cartOf(itemOf())), hasPriceChanges(cartOf(changed))]).toEqual([false, true]);
});
