import { stockBand } from '../../../shared/contracts/product.ts';
import { availableInAll, type Product, type ProductEvent } from './product.ts';

/**
 * How soon others must hear of it. `now`: a buyer can notice the difference, such as another price, sold out,
 * back again, few left, or half as many as before. `soon`: some units more or less, told together with what
 * follows within seconds, and not at every unit sold.
 */
export function noticeOf(event: ProductEvent, before: Product, after: Product): 'now' | 'soon' | false {
  switch (event.type) {
    case 'ProductListed':
    case 'ProductChanged':
    case 'ProductArchived':
    case 'StockAdjusted':
    case 'WaitingRoomOpened':
    case 'WaitingRoomClosed':
      return 'now';
    default: {
      const [was, is] = [unitsLeft(before), unitsLeft(after)];
      if (was === is) return false;
      return stockBand(was) === stockBand(is) ? 'soon' : 'now';
    }
  }
}

function unitsLeft(product: Product): number {
  return product.status === 'none' ? 0 : availableInAll(product);
}
