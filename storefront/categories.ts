import type { Product } from '../client/src/index.ts';

export interface Category {
  name: string;
  /** Of the first product that has one. */
  image: string | null;
}

/** What the products' attribute `category` says, in the order in which it is first met. */
export function categoriesOf(products: readonly Product[]): Category[] {
  const found = new Map<string, Category>();
  for (const { attributes, image } of products) {
    const name = attributes.category;
    if (!name) continue;
    const known = found.get(name);
    found.set(name, { name, image: known?.image ?? image });
  }
  return [...found.values()];
}

/**
 * Products to begin with: one of each category by turns, and those that can be had first. The last ones of each, since
 * the first have given their pictures to the categories.
 */
export function assorted(products: readonly Product[], count: number): Product[] {
  const turns = new Map<string, number>();
  const withTurn = products
    .toReversed()
    .toSorted((one, other) => Number(other.available > 0) - Number(one.available > 0))
    .map((product) => {
      const category = product.attributes.category ?? '';
      const turn = turns.get(category) ?? 0;
      turns.set(category, turn + 1);
      return { product, turn };
    });
  return withTurn
    .toSorted((one, other) => one.turn - other.turn)
    .slice(0, count)
    .map(({ product }) => product);
}
