import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { texts } from '../texts.ts';

/**
 * A mail as text, and its HTML as source: in a frame it would stand under this page's Content Security Policy, which
 * allows none of the styles that mails bring along.
 */
export function NotificationView({ id }: { id: string }) {
  const params = { path: { id } };
  const loaded = useLoaded(
    async () => dataOf(await http.GET('/v1/admin/notifications/{id}', { params })),
    [id],
  );
  const labels = texts.notifications;
  return (
    <PageFrame title={loaded.value?.subject ?? labels.one} about={id}>
      <LoadedView loaded={loaded}>
        {({ to, status, reason, orderId, text, html }) => (
          <>
            <p>
              <Badge status={status} /> {to ?? texts.orders.forgotten} ·{' '}
              <a href={hashOf(['orders', orderId])}>{labels.toOrder}</a>
            </p>
            {reason && <p class="problem">{reason}</p>}
            <section class="card">
              <h2>{labels.text}</h2>
              <pre class="mail">{text ?? labels.gone}</pre>
            </section>
            <details class="card">
              <summary>{labels.html}</summary>
              <pre>{html ?? labels.gone}</pre>
            </details>
          </>
        )}
      </LoadedView>
    </PageFrame>
  );
}
