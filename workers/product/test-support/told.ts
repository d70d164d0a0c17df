import type { ProductUpdated } from '../../../shared/contracts/events.ts';
import type { ProductSnapshot } from '../../../shared/contracts/product.ts';

/** A product of the catalog, but for what is said of it. */
export function snapshot(productId: string, said: Partial<ProductSnapshot> = {}): ProductSnapshot {
  return {
    productId,
    seq: 1,
    name: 'Something',
    description: '',
    image: null,
    attributes: {},
    price: { amount: 250, currency: 'EUR' },
    available: 5,
    status: 'active',
    version: 1,
    updatedAt: 0,
    ...said,
  };
}

/** What the catalog is told of it. */
export function told(productId: string, said: Partial<ProductSnapshot> = {}): ProductUpdated {
  const data = snapshot(productId, said);
  const source = `product/${productId}`;
  return {
    id: `${source}/${data.seq}`,
    source,
    seq: data.seq,
    version: 1,
    time: data.updatedAt,
    trace: '',
    type: 'ProductUpdated',
    data,
  };
}
