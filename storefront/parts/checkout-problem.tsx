import { useEffect, useRef } from 'preact/hooks';
import type { CartView } from '../../client/src/index.ts';
import { hasCode, orderIn, sentenceOf } from '../errors.ts';
import { cartHref, orderHref } from '../routes.ts';
import { texts } from '../texts.ts';

/** Why nothing was bought, and where to go from there. Whoever has clicked below is taken to it. */
export function CheckoutProblem({ error, cart }: { error: unknown; cart: CartView }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== undefined) box.current?.focus();
  }, [error]);
  if (error === undefined) return null;
  const nameOf = (id: string) => cart.items.find(({ productId }) => productId === id)?.name ?? id;
  const orderId = orderIn(error);
  return (
    <div ref={box} class="problem" role="alert" tabIndex={-1}>
      <p>{sentenceOf(error, nameOf)}</p>
      {orderId && <a href={orderHref(orderId)}>{texts.cart.toOrder}</a>}
      {hasCode(error, 'insufficient-stock') && <a href={cartHref}>{texts.checkout.toCart}</a>}
    </div>
  );
}
