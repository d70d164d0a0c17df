import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Pager } from '../parts/pager.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { Webhook } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { WebhookForm } from './webhook-form.tsx';

export function WebhookList() {
  const pages = usePages<Webhook>(async (cursor) =>
    dataOf(await http.GET('/v1/admin/webhooks', { params: { query: cursor } })),
  );
  const { changes } = usePermissions();
  return (
    <>
      <LoadedView loaded={pages}>
        {({ items }) => (
          <>
            <DataTable
              label={texts.webhooks.title}
              columns={columns}
              items={items}
              keyOf={({ id }) => id}
              empty={texts.webhooks.empty}
            />
            <Pager pages={pages} />
          </>
        )}
      </LoadedView>
      {changes('all') && <WebhookForm onCreated={pages.reload} />}
    </>
  );
}

const { columns: labels } = texts.webhooks;

const columns: Column<Webhook>[] = [
  { label: labels.url, cell: ({ id, url }) => <a href={hashOf(['webhooks', id])}>{url}</a> },
  { label: labels.about, cell: ({ description }) => description ?? '' },
  { label: labels.events, cell: ({ events }) => events?.join(', ') ?? texts.webhooks.everything },
  { label: labels.status, cell: ({ status }) => <Badge status={status} /> },
];
