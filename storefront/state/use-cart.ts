import { useEffect, useRef, useState } from 'preact/hooks';
import { type CartView, KonbiniProblem } from '../../client/src/index.ts';
import { atPricesOfNow } from '../prices-of-now.ts';
import type { Session } from '../session.ts';
import { shop } from '../shop.ts';
import { watchCart } from '../watch-cart.ts';
import { rememberCart, rememberedCart } from './remembered-cart.ts';

export interface CartInHand {
  /** The cart as it is now, at the prices of now; undefined while there is none, or nothing is known of it yet. */
  cart: CartView | undefined;
  /** Whether there may be a cart of which nothing is known yet. */
  isLoading: boolean;
  /** Whether it is known who is here. Until then a cart that was opened would push aside the one that there is. */
  isReady: boolean;
  /** Opens a cart where there is none. */
  add: (productId: string, quantity: number) => Promise<void>;
  change: (productId: string, quantity: number) => Promise<void>;
  remove: (productId: string) => Promise<void>;
}

/** The visitor's cart, which is watched: what another window does shows here as well. */
export function useCart(session: Session | undefined): CartInHand {
  const [id, setId] = useState<string | null>(null);
  const [owner, setOwner] = useState<Session>();
  const [cart, setCart] = useState<CartView>();
  const opening = useRef<Promise<string>>(undefined);
  const show = (next: CartView) => setCart((before) => (isOlder(next, before) ? before : next));

  useEffect(() => {
    setId(session ? cartIdOf(session) : null);
    setOwner(session);
  }, [session]);
  useEffect(() => {
    setCart(undefined);
    if (id === null) return;
    const onError = (error: unknown) => {
      if (isGone(error)) setId(null);
    };
    return watchCart(id, { onCart: show, onError });
  }, [id]);

  const current = cart?.id === id && isInUse(cart) ? cart : undefined;
  const open = async () => {
    const opened = await openCart(session);
    setId(opened);
    return opened;
  };
  const idInUse = () => {
    // Of a cart that is not known yet the shop will say whether it can be used.
    if (id !== null && (current || cart?.id !== id)) return id;
    opening.current ??= open().finally(() => {
      opening.current = undefined;
    });
    return opening.current;
  };
  return {
    cart: current && atPricesOfNow(current),
    isReady: session !== undefined && owner === session,
    isLoading: session === undefined || (id !== null && cart === undefined),
    add: async (productId, quantity) => show(await shop.cart(await idInUse()).add(productId, quantity)),
    change: async (productId, quantity) => show(await shop.cart(await idInUse()).change(productId, quantity)),
    remove: async (productId) => show(await shop.cart(await idInUse()).remove(productId)),
  };
}

function cartIdOf({ customer, cart }: Session): string | null {
  return customer === null ? cart : rememberedCart(customer);
}

/** A new cart, which is the visitor's from now on. */
export async function openCart(session: Session | undefined): Promise<string> {
  const { id } = await shop.openCart();
  if (session?.customer) rememberCart(session.customer, id);
  return id;
}

/** Answers may overtake each other. */
function isOlder(next: CartView, before: CartView | undefined): boolean {
  return before !== undefined && before.id === next.id && next.version < before.version;
}

function isInUse({ status }: CartView): boolean {
  return status === 'open' || status === 'checkingOut';
}

function isGone(error: unknown): boolean {
  return error instanceof KonbiniProblem && [401, 403, 404].includes(error.status);
}
