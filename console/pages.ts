import type { ComponentType } from 'preact';
import type { Place } from './navigation/place.ts';
import { OrdersPage } from './orders/orders-page.tsx';
import { ProductsPage } from './products/products-page.tsx';
import type { Area } from './session/permissions.ts';
import { texts } from './texts.ts';
import { TodayPage } from './today/today-page.tsx';

export interface ConsolePage {
  /** Its hash begins with `#/<path>`. */
  path: string;
  /** In the navigation. */
  title: string;
  /** Which permissions it takes to see it. */
  area: Area;
  component: ComponentType<{ place: Place }>;
}

/** All pages, in the order of the navigation. The first one is the start. */
export const pages: readonly ConsolePage[] = [
  { path: 'today', title: texts.today.title, area: 'orders', component: TodayPage },
  { path: 'orders', title: texts.orders.title, area: 'orders', component: OrdersPage },
  { path: 'products', title: texts.products.title, area: 'catalog', component: ProductsPage },
];
