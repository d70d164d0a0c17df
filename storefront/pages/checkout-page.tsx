import type { CartView } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { newsOf } from '../cart-news.ts';
import { lineNewsText } from '../line-news-text.ts';
import { CheckoutForm } from '../parts/checkout-form.tsx';
import { EmptyCart } from '../parts/empty-cart.tsx';
import { Picture } from '../parts/picture.tsx';
import { TotalsTable } from '../parts/totals-table.tsx';
import { cartHref } from '../routes.ts';
import { useTitle } from '../state/use-title.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

export function CheckoutPage() {
  useTitle(texts.checkout.title);
  const { cart, isLoading } = useVisit();
  return (
    <section class="section" aria-labelledby="checkout">
      <h1 id="checkout">{texts.checkout.title}</h1>
      {isLoading ? (
        <p class="soft cart-loading">{texts.loading}</p>
      ) : cart && cart.items.length > 0 ? (
        <div class="with-side">
          <CheckoutForm cart={cart} />
          <Summary cart={cart} />
        </div>
      ) : (
        <EmptyCart />
      )}
    </section>
  );
}

function Summary({ cart }: { cart: CartView }) {
  return (
    <aside class="side" aria-labelledby="summary">
      <h2 id="summary">{texts.checkout.summary}</h2>
      <ul class="summary">
        {cart.items.map((item) => (
          <li key={item.productId}>
            <Picture image={item.image} isFirst />
            <span>
              {item.quantity} × {item.name}
              {newsOf(item).map((news) => (
                <span key={news.kind} class={`news news-${news.kind}`}>
                  {lineNewsText(news)}
                </span>
              ))}
            </span>
            <span class="price">{moneyText(item.lineTotal)}</span>
          </li>
        ))}
      </ul>
      <TotalsTable totals={cart.totals} />
      <a href={cartHref}>{texts.checkout.toCart}</a>
    </aside>
  );
}
