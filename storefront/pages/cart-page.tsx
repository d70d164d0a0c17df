import type { CartView } from '../../client/src/index.ts';
import { isBuyable } from '../cart-news.ts';
import { CartLine } from '../parts/cart-line.tsx';
import { EmptyCart } from '../parts/empty-cart.tsx';
import { TotalsTable } from '../parts/totals-table.tsx';
import { checkoutHref, orderHref } from '../routes.ts';
import { useTitle } from '../state/use-title.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

export function CartPage() {
  useTitle(texts.cart.title);
  const { cart, isLoading } = useVisit();
  return (
    <section class="section" aria-labelledby="cart">
      <h1 id="cart">{texts.cart.title}</h1>
      {isLoading ? (
        <p class="soft cart-loading">{texts.loading}</p>
      ) : cart && cart.items.length > 0 ? (
        <FilledCart cart={cart} />
      ) : (
        <EmptyCart />
      )}
    </section>
  );
}

function FilledCart({ cart }: { cart: CartView }) {
  return (
    <div class="with-side">
      <ul class="lines">
        {cart.items.map((item) => (
          <CartLine key={item.productId} item={item} isFrozen={cart.status === 'checkingOut'} />
        ))}
      </ul>
      <aside class="side" aria-label={texts.totals.total}>
        <TotalsTable totals={cart.totals} />
        <WhatNext cart={cart} />
        <p class="soft small">{texts.cart.live}</p>
      </aside>
    </div>
  );
}

function WhatNext({ cart }: { cart: CartView }) {
  if (cart.status === 'checkingOut') {
    return (
      <p class="news news-short">
        {texts.cart.checkingOut} {cart.orderId && <a href={orderHref(cart.orderId)}>{texts.cart.toOrder}</a>}
      </p>
    );
  }
  if (!isBuyable(cart)) return <p class="news news-gone">{texts.checkout.notBuyable}</p>;
  return (
    <a class="button button-main" href={checkoutHref}>
      {texts.cart.checkOut}
    </a>
  );
}
