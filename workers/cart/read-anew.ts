import type { CartView } from '../../shared/contracts/cart.ts';
import type { ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import { withDeadline } from '../../shared/deadline.ts';
import { quoteDeadlineMs } from './shelf.ts';

/**
 * A cart as its products are at this moment, for the wiring in which nobody tells it.
 *
 * @param note tells the cart what was found out
 * @returns `isWhole: false` while Product does not answer: then nobody knows how many are left
 */
export async function readAnew(
  view: CartView,
  product: Pick<ProductService, 'quoteAll'>,
  note: (found: (ProductSnapshot | null)[]) => Promise<CartView | null>,
): Promise<{ cart: CartView; isWhole: boolean }> {
  const ids = view.items.map(({ productId }) => productId);
  if (ids.length === 0 || view.status !== 'open') return { cart: view, isWhole: true };
  try {
    const found = await withDeadline(product.quoteAll(ids), quoteDeadlineMs, 'product');
    return { cart: (await note(found)) ?? view, isWhole: true };
  } catch (error) {
    console.warn(JSON.stringify({ service: 'cart', calling: 'product', error: String(error) }));
    const items = view.items.map((item) => ({ ...item, availability: { status: 'unknown' as const } }));
    return { cart: { ...view, items }, isWhole: false };
  }
}
