import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { Pager } from '../parts/pager.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { Notification } from '../schemas.ts';
import { texts } from '../texts.ts';

const everyMs = 5_000;

/** @param orderId empty for those about all orders */
export function NotificationList({ orderId }: { orderId: string }) {
  const pages = usePages<Notification>(async (cursor) => {
    const query = { ...(orderId && { orderId }), ...cursor };
    return dataOf(await http.GET('/v1/admin/notifications', { params: { query } }));
  }, everyMs);
  return (
    <LoadedView loaded={pages}>
      {({ items }) => (
        <>
          <DataTable
            label={texts.notifications.title}
            columns={columns}
            items={items}
            keyOf={({ id }) => id}
            empty={texts.notifications.empty}
          />
          <Pager pages={pages} />
        </>
      )}
    </LoadedView>
  );
}

const { columns: labels } = texts.notifications;

const columns: Column<Notification>[] = [
  {
    label: labels.subject,
    cell: ({ id, subject, type }) => <a href={hashOf(['notifications', id])}>{subject ?? type}</a>,
  },
  { label: labels.to, cell: ({ to }) => to ?? texts.orders.forgotten },
  { label: labels.status, cell: ({ status }) => <Badge status={status} /> },
  { label: labels.at, cell: ({ at }) => <Moment at={at} /> },
];
