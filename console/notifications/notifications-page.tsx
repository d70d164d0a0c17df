import { hashOf, type Place } from '../navigation/place.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { texts } from '../texts.ts';
import { NotificationList } from './notification-list.tsx';
import { NotificationView } from './notification-view.tsx';

/** What was said to buyers: all of it, that about one order, or one mail. */
export function NotificationsPage({ place: { rest, query } }: { place: Place }) {
  const [id] = rest;
  const order = query.get('order') ?? '';
  if (id) return <NotificationView key={id} id={id} />;
  const toAll = order && <a href={hashOf(['notifications'])}>{texts.notifications.all}</a>;
  return (
    <PageFrame title={texts.notifications.title} about={order || texts.notifications.about} actions={toAll}>
      <NotificationList key={order} orderId={order} />
    </PageFrame>
  );
}
