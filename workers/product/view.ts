import type { ProductSnapshot, ProductView, StockView } from '../../shared/contracts/product.ts';
import { rfc3339 } from '../../shared/time.ts';
import type { Listed } from './domain/product.ts';
import { newestLayout, type Sharding, stockInAll } from './domain/sharding.ts';
import { available } from './domain/stock.ts';

/** A product as everybody sees it. */
export function viewOf({ productId, seq: _, updatedAt, ...shown }: ProductSnapshot): ProductView {
  return { id: productId, ...shown, updatedAt: rfc3339(updatedAt) };
}

/** What there is of it, in all and, where it was ever split, by shard. */
export function stockViewOf(product: Listed): StockView {
  const stock = stockInAll(product);
  const view = { ...stock, available: available(stock) };
  return product.sharding ? { ...view, shards: shardsViewOf(product, product.sharding) } : view;
}

function shardsViewOf(product: Listed, sharding: Sharding): NonNullable<StockView['shards']> {
  const { stock } = product;
  return {
    count: newestLayout(product).count,
    changingTo: sharding.changing?.count ?? null,
    received: sharding.received,
    own: { available: available(stock), held: stock.held, sold: stock.sold },
    each: sharding.shards.map(({ free, given, taken, held, sold }) => ({
      available: free,
      inTransit: given - taken,
      held,
      sold,
    })),
  };
}
