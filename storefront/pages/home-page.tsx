import { assorted, categoriesOf } from '../categories.ts';
import { CategoryTiles } from '../parts/category-tiles.tsx';
import { Failure } from '../parts/failure.tsx';
import { Hero } from '../parts/hero.tsx';
import { OrderCard } from '../parts/order-card.tsx';
import { ProductGrid } from '../parts/product-card.tsx';
import { accountHref, catalogHref } from '../routes.ts';
import { useTitle } from '../state/use-title.ts';
import { type FirstPage, useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

const shownProducts = 8;

export function HomePage() {
  useTitle('');
  const { firstPage, reloadFirstPage } = useVisit();
  const page = firstPage.status === 'ready' ? firstPage.value : undefined;
  const products = page?.catalog.status === 'ok' ? page.catalog.items : undefined;
  const isMissing = page !== undefined && products === undefined;
  return (
    <>
      <Hero />
      {page?.orders.status === 'ok' && page.orders.items.length > 0 && (
        <LatestOrders orders={page.orders.items} />
      )}
      {firstPage.status === 'failed' || isMissing ? (
        <Failure
          error={firstPage.status === 'failed' ? firstPage.error : new TypeError()}
          onRetry={reloadFirstPage}
        />
      ) : (
        <>
          <CategoryTiles categories={products && categoriesOf(products)} />
          <section class="section" aria-labelledby="favourites">
            <h2 id="favourites">{texts.home.favourites}</h2>
            <ProductGrid products={products && assorted(products, shownProducts)} />
            <a class="button" href={catalogHref()}>
              {texts.home.enter}
            </a>
          </section>
        </>
      )}
    </>
  );
}

type Orders = Extract<FirstPage['orders'], { status: 'ok' }>['items'];

function LatestOrders({ orders }: { orders: Orders }) {
  return (
    <section class="section" aria-labelledby="latest-orders">
      <h2 id="latest-orders">{texts.home.lastOrders}</h2>
      <ul class="orders">
        {orders.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
      <a href={accountHref}>{texts.home.allOrders}</a>
    </section>
  );
}
