import type { Route } from './route.ts';
import { administration } from './routes/admin.ts';
import { carts } from './routes/carts.ts';
import { orders } from './routes/orders.ts';
import { products } from './routes/products.ts';
import { service } from './routes/service.ts';
import { sessions } from './routes/session.ts';
import { storefront } from './routes/storefront.ts';
import { waitingRooms } from './routes/waiting-rooms.ts';
import { webhooks } from './routes/webhooks.ts';

export interface Chapter {
  name: string;
  description: string;
  routes: readonly Route[];
}

/** Everything that can be called from outside. What is not here does not exist. */
export const chapters: readonly Chapter[] = [
  { name: 'Storefront', description: 'A whole page in one request.', routes: storefront },
  { name: 'Products', description: 'What is sold, and how much of it there is.', routes: products },
  {
    name: 'Waiting rooms',
    description: 'Where buyers wait for what all want at once.',
    routes: waitingRooms,
  },
  { name: 'Carts', description: 'What a guest or a customer is about to buy.', routes: carts },
  { name: 'Orders', description: 'Checkout, and what becomes of it.', routes: orders },
  { name: 'Administration', description: 'What the shop says about itself.', routes: administration },
  { name: 'Webhooks', description: 'Who else is told what becomes of an order.', routes: webhooks },
  { name: 'Session', description: 'For the pages at / and /console.', routes: sessions },
  { name: 'Service', description: 'For those who run or call it.', routes: service },
];

export const routes: readonly Route[] = chapters.flatMap((chapter) => chapter.routes);
