import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { Pager } from '../parts/pager.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { Delivery } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';

const everyMs = 3_000;

/** What an endpoint was sent and is to be sent. @param id the endpoint's */
export function DeliveryList({ id }: { id: string }) {
  const pages = usePages<Delivery>(async (cursor) => {
    const params = { path: { id }, query: cursor };
    return dataOf(await http.GET('/v1/admin/webhooks/{id}/deliveries', { params }));
  }, everyMs);
  const { changes } = usePermissions();
  const redeliver = async (n: number) => {
    const params = { path: { id, n: String(n) } };
    dataOf(await http.POST('/v1/admin/webhooks/{id}/deliveries/{n}/redeliver', { params, body: {} }));
    pages.reload();
  };
  const action: Column<Delivery> = {
    label: labels.action,
    cell: ({ n }) => (
      <ActionButton act={() => redeliver(n)} label={texts.webhooks.redeliverOne(n)}>
        {texts.webhooks.redeliver}
      </ActionButton>
    ),
  };
  return (
    <LoadedView loaded={pages}>
      {({ items }) => (
        <>
          <DataTable
            label={texts.webhooks.deliveries}
            columns={changes('all') ? [...columns, action] : columns}
            items={items}
            keyOf={({ n }) => n}
            empty={texts.webhooks.noDeliveries}
          />
          <Pager pages={pages} />
        </>
      )}
    </LoadedView>
  );
}

const { columns: labels } = texts.webhooks;

const columns: Column<Delivery>[] = [
  { label: labels.type, cell: ({ n, type }) => `${n} · ${type}` },
  { label: labels.status, cell: ({ status }) => <Badge status={status} /> },
  { label: labels.attempts, cell: ({ attempts }) => attempts, isNumber: true },
  { label: labels.answer, cell: ({ lastAttempt }) => texts.webhooks.answer(lastAttempt) },
  { label: labels.at, cell: ({ createdAt }) => <Moment at={createdAt} /> },
];
