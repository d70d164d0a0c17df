import { dataOf } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { Pager } from '../parts/pager.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { Order } from '../schemas.ts';
import { texts } from '../texts.ts';
import { orderQueryOf } from './order-query.ts';

const everyMs = 5_000;

/** A page of orders, newest first. */
export function OrderList({ query }: { query: URLSearchParams }) {
  const pages = usePages<Order>(async (cursor) => {
    const asked = { ...orderQueryOf(query), ...cursor, limit: 20 };
    return dataOf(await http.GET('/v1/orders', { params: { query: asked } }));
  }, everyMs);
  return (
    <LoadedView loaded={pages}>
      {({ items }) => (
        <>
          <DataTable
            label={texts.orders.title}
            columns={columns}
            items={items}
            keyOf={({ id }) => id}
            empty={texts.orders.empty}
          />
          <Pager pages={pages} />
        </>
      )}
    </LoadedView>
  );
}

const { columns: labels } = texts.orders;

const columns: Column<Order>[] = [
  { label: labels.order, cell: ({ id }) => <a href={hashOf(['orders', id])}>{shortId(id)}</a> },
  { label: labels.status, cell: ({ status }) => <Badge status={status} /> },
  { label: labels.buyer, cell: ({ email }) => email ?? texts.orders.forgotten },
  { label: labels.failure, cell: ({ failure }) => failure?.code ?? '' },
  { label: labels.placed, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { label: labels.total, cell: ({ totals }) => moneyText(totals.total), isNumber: true },
];

/** Enough to tell orders in a list apart. */
function shortId(id: string): string {
  return `${id.slice(0, 12)}…`;
}
