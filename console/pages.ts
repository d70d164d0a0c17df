import type { ComponentType } from 'preact';
import { AuditPage } from './audit/audit-page.tsx';
import { DeadLettersPage } from './dead-letters/dead-letters-page.tsx';
import { FaultPanel } from './faults/fault-panel.tsx';
import type { Place } from './navigation/place.ts';
import { NotificationsPage } from './notifications/notifications-page.tsx';
import { OrdersPage } from './orders/orders-page.tsx';
import { PatternsPage } from './patterns/patterns-page.tsx';
import { ProductsPage } from './products/products-page.tsx';
import { ReadModelsPage } from './read-models/read-models-page.tsx';
import type { Area } from './session/permissions.ts';
import { texts } from './texts.ts';
import { TodayPage } from './today/today-page.tsx';
import { WebhooksPage } from './webhooks/webhooks-page.tsx';

export interface ConsolePage {
  /** Its hash begins with `#/<path>`. */
  path: string;
  /** In the navigation. */
  title: string;
  /** Which permissions it takes to see it; null: any. */
  area: Area | null;
  component: ComponentType<{ place: Place }>;
}

/** All pages, in the order of the navigation. The first one is the start. */
export const pages: readonly ConsolePage[] = [
  { path: 'today', title: texts.today.title, area: 'orders', component: TodayPage },
  { path: 'orders', title: texts.orders.title, area: 'orders', component: OrdersPage },
  { path: 'products', title: texts.products.title, area: 'catalog', component: ProductsPage },
  { path: 'audit', title: texts.audit.title, area: null, component: AuditPage },
  { path: 'notifications', title: texts.notifications.title, area: 'orders', component: NotificationsPage },
  { path: 'webhooks', title: texts.webhooks.title, area: 'all', component: WebhooksPage },
  { path: 'dead-letters', title: texts.deadLetters.title, area: 'all', component: DeadLettersPage },
  { path: 'read-models', title: texts.readModels.title, area: 'all', component: ReadModelsPage },
  { path: 'patterns', title: texts.patterns.title, area: 'all', component: PatternsPage },
  { path: 'faults', title: texts.faults.title, area: 'all', component: FaultPanel },
];
