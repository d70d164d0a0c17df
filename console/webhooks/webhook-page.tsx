import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { DeliveryList } from './delivery-list.tsx';

/** An endpoint with what it was sent. */
export function WebhookPage({ id }: { id: string }) {
  const params = { path: { id } };
  const loaded = useLoaded(async () => dataOf(await http.GET('/v1/admin/webhooks/{id}', { params })), [id]);
  const { changes } = usePermissions();
  const enable = async () => {
    dataOf(await http.POST('/v1/admin/webhooks/{id}/enable', { params, body: {} }));
    loaded.reload();
  };
  const remove = async () => {
    dataOf(await http.DELETE('/v1/admin/webhooks/{id}', { params }));
    location.hash = hashOf(['webhooks']);
  };
  return (
    <PageFrame title={texts.webhooks.one} about={loaded.value?.url ?? id}>
      <LoadedView loaded={loaded}>
        {({ status }) => (
          <div class="actions above">
            <Badge status={status} />
            {changes('all') && status === 'disabled' && (
              <ActionButton act={enable}>{texts.webhooks.enable}</ActionButton>
            )}
            {changes('all') && <ActionButton act={remove}>{texts.webhooks.remove}</ActionButton>}
          </div>
        )}
      </LoadedView>
      <DeliveryList id={id} />
    </PageFrame>
  );
}
