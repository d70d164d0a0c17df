import type { CartItem, CartView } from '../client/src/index.ts';

/** What a buyer should know of a line before paying. */
export type LineNews =
  | { kind: 'dearer' | 'cheaper'; from: CartItem['unitPrice']; to: CartItem['unitPrice'] }
  | { kind: 'gone' }
  | { kind: 'short'; available: number }
  | { kind: 'low'; available: number };

export function newsOf(item: CartItem): LineNews[] {
  return [...priceNews(item), ...stockNews(item)];
}

function priceNews({ priceChange }: CartItem): LineNews[] {
  if (!priceChange) return [];
  const { from, to } = priceChange;
  return [{ kind: to.amount > from.amount ? 'dearer' : 'cheaper', from, to }];
}

function stockNews({ availability: { status, available = 0 } }: CartItem): LineNews[] {
  if (status === 'unavailable' || (status === 'insufficient' && available === 0)) return [{ kind: 'gone' }];
  if (status === 'insufficient') return [{ kind: 'short', available }];
  if (status === 'low') return [{ kind: 'low', available }];
  return [];
}

/** News that a cart did not have a moment ago, for those who do not see it change. */
export function freshNews(before: CartView, after: CartView): { item: CartItem; news: LineNews }[] {
  const known = new Set(before.items.flatMap((item) => newsOf(item).map((news) => keyOf(item, news))));
  return after.items
    .flatMap((item) => newsOf(item).map((news) => ({ item, news })))
    .filter(({ item, news }) => !known.has(keyOf(item, news)));
}

function keyOf({ productId }: CartItem, news: LineNews): string {
  return JSON.stringify([productId, news]);
}

/** Whether a checkout has to say that the prices of now are accepted. */
export function hasPriceChanges({ items }: CartView): boolean {
  return items.some(({ priceChange }) => priceChange !== undefined);
}

/** Whether every line can be had as it stands. */
export function isBuyable({ items }: CartView): boolean {
  return items.every(({ availability: { status } }) => status !== 'insufficient' && status !== 'unavailable');
}

export function unitsIn(cart: CartView | undefined): number {
  return cart ? cart.items.reduce((sum, { quantity }) => sum + quantity, 0) : 0;
}
