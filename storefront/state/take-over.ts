import { type CartView, type components, dataOf } from '../../client/src/index.ts';
import { hasCode } from '../errors.ts';
import type { Session } from '../session.ts';
import { shop } from '../shop.ts';
import { rememberedCart } from './remembered-cart.ts';
import { openCart } from './use-cart.ts';

/** Puts a guest's cart into that of the customer who has just signed in. The cookie opens it, this once more. */
export async function takeOver(session: Session, guestCart: CartView): Promise<void> {
  const known = session.customer === null ? null : rememberedCart(session.customer);
  if (known !== null && (await isMerged(known, guestCart.id))) return;
  await merge(await openCart(session), guestCart.id);
}

/** @returns false for a cart that was bought or given up meanwhile */
async function isMerged(cartId: string, from: string): Promise<boolean> {
  try {
    await merge(cartId, from);
    return true;
  } catch (error) {
    if (hasCode(error, 'cart-converted', 'cart-expired', 'cart-not-found')) return false;
    throw error;
  }
}

async function merge(id: string, from: string): Promise<void> {
  // The gateway adds the token, which is in a cookie that no script can read.
  const body = { from } as components['schemas']['MergeBody'];
  dataOf(await shop.http.POST('/v1/carts/{id}/merge', { params: { path: { id } }, body }));
}
