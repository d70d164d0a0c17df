import type { ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import { withDeadline } from '../../shared/deadline.ts';
import type { Wiring } from '../../shared/wiring.ts';
import type { ProductFacts } from './domain/line.ts';
import { newer } from './domain/line.ts';
import { factsOf, looksTheSame } from './product-copy.ts';

/** A buyer waits for an item to be added; a Product service that takes longer counts as down. */
export const quoteDeadlineMs = 2_000;

export interface RemoteCopy {
  watch(cartId: string, seed: ProductSnapshot | null): Promise<ProductSnapshot | null>;
}

/** A product as it was looked up at a moment (ms since 1970); null when there is no such product. */
export interface LookedUp {
  facts: ProductFacts | null;
  lookedUpAt: number;
}

/**
 * Finds out what can be known of a product for a cart that wants it.
 *
 * @returns null when there is no such product
 * @throws when it cannot be known now
 */
export type LookUp = (
  productId: string,
  cartId: string,
  product: ProductService,
  copy: RemoteCopy,
) => Promise<ProductFacts | null>;

/** By wiring. */
export const lookUps: Record<Wiring, LookUp> = {
  hybrid: askProductOrCopy,
  events: (_productId, cartId, _product, copy) => askCopy(cartId, copy),
  direct: (productId, _cartId, product) => askProduct(productId, product),
};

/** Of the local copy alone: a product that nobody has told of yet is not there. */
async function askCopy(cartId: string, copy: RemoteCopy): Promise<ProductFacts | null> {
  const watched = await copy.watch(cartId, null);
  return watched && factsOf(watched);
}

async function askProduct(productId: string, product: ProductService): Promise<ProductFacts | null> {
  const snapshot = await withDeadline(product.quote(productId), quoteDeadlineMs, 'product');
  return snapshot && factsOf(snapshot);
}

/**
 * Of Product directly, with the local copy as the fallback. The cart is registered for the product's changes
 * first, so none is missed.
 */
async function askProductOrCopy(
  productId: string,
  cartId: string,
  product: ProductService,
  copy: RemoteCopy,
): Promise<ProductFacts | null> {
  const asked = withDeadline(product.quote(productId), quoteDeadlineMs, 'product').then(
    (snapshot) => ({ snapshot }),
    (error: unknown) => ({ error }),
  );
  const watched = await copy.watch(cartId, null);
  const quote = await asked;
  if ('error' in quote) {
    if (!watched) throw quote.error;
    // How many are left may have changed without our hearing of it; checkout will decide.
    return { ...factsOf(watched), available: null };
  }
  if (!quote.snapshot) return null;
  const newest = isBehind(watched, quote.snapshot) ? await copy.watch(cartId, quote.snapshot) : watched;
  const facts = factsOf(quote.snapshot);
  return newest ? newer(facts, factsOf(newest)) : facts;
}

/**
 * Whether the copy must be told what Product says: nobody had told it of this product yet, so that it could not
 * be watched; or it would take later news for the old that it knows, and tell the cart nothing.
 */
function isBehind(copied: ProductSnapshot | null, quoted: ProductSnapshot): boolean {
  return copied === null || (copied.seq < quoted.seq && !looksTheSame(copied, quoted));
}
