import { available, type Product, type ProductEvent } from './product.ts';

/** From here on down a buyer is told how many are left, so every unit counts. */
export const fewLeft = 5;

/** Whether a buyer can notice the difference: sold out, back again, few left, but not every unit sold. */
export function isNoticeable(event: ProductEvent, before: Product, after: Product): boolean {
  switch (event.type) {
    case 'ProductListed':
    case 'ProductChanged':
    case 'ProductArchived':
    case 'StockAdjusted':
      return true;
    default:
      return shownStock(before) !== shownStock(after);
  }
}

function shownStock(product: Product): number {
  if (product.status === 'none') return 0;
  return Math.min(available(product.stock), fewLeft + 1);
}
