import type { Product } from '../schemas.ts';

/** For If-Match: a change counts only if nobody else has changed the details meanwhile. */
export function etagOf({ version }: Pick<Product, 'version'>): string {
  return `"${version}"`;
}
