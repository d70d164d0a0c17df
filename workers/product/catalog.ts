import type { ProductUpdated } from '../../shared/contracts/events.ts';
import type { ProductSnapshot, ProductView } from '../../shared/contracts/product.ts';
import { type Projection, projection } from '../../shared/projection/projection.ts';
import { catalogDefinition } from './catalog/definition.ts';
import { type CatalogQuery, listOf } from './catalog/search.ts';

const catalog = projection(catalogDefinition);

/**
 * The read model behind the product list, fed by ProductUpdated. It can be thrown away at any time: the
 * products know everything in it. Availability is as fresh as the last change that a buyer could notice.
 */
export class Catalog {
  readonly projection: Projection<ProductSnapshot>;

  constructor(db: D1Database, now: () => number = Date.now) {
    this.projection = catalog(db, now);
  }

  /** Takes events in any order and any number of times: the greatest `seq` of a product wins. */
  take(events: ProductUpdated[]): Promise<void> {
    return this.projection.take(
      events.map(({ seq, time, data }) => ({ id: data.productId, seq, at: time, data })),
    );
  }

  seqOf(productId: string): Promise<number> {
    return this.projection.seqOf(productId);
  }

  /** A page of what is asked for; `last` is where it ended, null at the end of the list. */
  list(query: CatalogQuery): Promise<{ items: ProductView[]; last: string | null }> {
    return listOf(this.projection, query);
  }
}
