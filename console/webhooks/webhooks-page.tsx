import type { Place } from '../navigation/place.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { texts } from '../texts.ts';
import { WebhookList } from './webhook-list.tsx';
import { WebhookPage } from './webhook-page.tsx';

/** All endpoints that are told, or the one that the address names. */
export function WebhooksPage({ place: { rest } }: { place: Place }) {
  const [id] = rest;
  if (id) return <WebhookPage key={id} id={id} />;
  return (
    <PageFrame title={texts.webhooks.title} about={texts.webhooks.about}>
      <WebhookList />
    </PageFrame>
  );
}
