import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import type { Product } from '../schemas.ts';

/** The product of which there is most, for an order that is only for looking at. Undefined where all are sold out. */
export async function chosenProduct(): Promise<Product | undefined> {
  const { items } = dataOf(await http.GET('/v1/products', { params: { query: { limit: 100 } } }));
  const sellable = items.filter(({ available }) => available > 0);
  return sellable.toSorted((one, other) => other.available - one.available)[0];
}
