import type { Place } from '../navigation/place.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { texts } from '../texts.ts';
import { OrderFilters } from './order-filters.tsx';
import { OrderList } from './order-list.tsx';
import { OrderPage } from './order-page.tsx';

/** All orders, or the one that the address names. */
export function OrdersPage({ place: { rest, query } }: { place: Place }) {
  const [id] = rest;
  if (id) return <OrderPage key={id} id={id} />;
  return (
    <PageFrame title={texts.orders.title} about={texts.orders.about}>
      <OrderFilters query={query} />
      <OrderList key={query.toString()} query={query} />
    </PageFrame>
  );
}
