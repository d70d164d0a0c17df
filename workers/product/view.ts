import type { ProductSnapshot, ProductView } from '../../shared/contracts/product.ts';
import { rfc3339 } from '../../shared/time.ts';

/** A product as everybody sees it. */
export function viewOf({ productId, seq: _, updatedAt, ...shown }: ProductSnapshot): ProductView {
  return { id: productId, ...shown, updatedAt: rfc3339(updatedAt) };
}
