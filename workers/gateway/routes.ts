import type { Access } from './access.ts';
import type { ServiceName } from './env.ts';

/** A public route. All four are required: what nobody has decided access for does not compile. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  access: Access;
  /** Who answers. */
  service: ServiceName | 'gateway';
}

/** Everything that can be called from outside. What is not here does not exist. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/v1/products', access: 'anyone', service: 'product' },
  { method: 'GET', path: '/v1/products/:id', access: 'anyone', service: 'product' },
  { method: 'PUT', path: '/v1/products/:id', access: 'admin', service: 'product' },
  { method: 'DELETE', path: '/v1/products/:id', access: 'admin', service: 'product' },
  { method: 'POST', path: '/v1/products/:id/stock', access: 'admin', service: 'product' },
  { method: 'GET', path: '/v1/products/:id/stock', access: 'admin', service: 'product' },

  { method: 'POST', path: '/v1/carts', access: 'anyone', service: 'cart' },
  { method: 'GET', path: '/v1/carts/:id', access: 'owner', service: 'cart' },
  { method: 'POST', path: '/v1/carts/:id/items', access: 'owner', service: 'cart' },
  { method: 'PATCH', path: '/v1/carts/:id/items/:productId', access: 'owner', service: 'cart' },
  { method: 'DELETE', path: '/v1/carts/:id/items/:productId', access: 'owner', service: 'cart' },
  { method: 'POST', path: '/v1/carts/:id/merge', access: 'customer', service: 'cart' },

  { method: 'POST', path: '/v1/orders', access: 'buyer', service: 'order' },
  { method: 'GET', path: '/v1/orders', access: 'customerOrAdmin', service: 'order' },
  { method: 'GET', path: '/v1/orders/:id', access: 'owner', service: 'order' },
  { method: 'GET', path: '/v1/orders/:id/timeline', access: 'owner', service: 'order' },
  { method: 'POST', path: '/v1/orders/:id/cancel', access: 'owner', service: 'order' },
  { method: 'POST', path: '/v1/orders/:id/fulfill', access: 'admin', service: 'order' },
  { method: 'POST', path: '/v1/orders/:id/refunds', access: 'admin', service: 'order' },
  {
    method: 'POST',
    path: '/v1/payments/sandbox/:orderId/authenticate',
    access: 'owner',
    service: 'order',
  },

  { method: 'GET', path: '/v1/admin/notifications', access: 'admin', service: 'order' },
  { method: 'GET', path: '/v1/admin/sandbox/payments', access: 'admin', service: 'order' },
  { method: 'GET', path: '/v1/admin/sandbox/payments/:orderId', access: 'admin', service: 'order' },

  { method: 'GET', path: '/healthz', access: 'anyone', service: 'gateway' },
];
