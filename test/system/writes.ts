import type { OrderView } from '../../shared/contracts/order.ts';
import {
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cartOf,
  checkOut,
  newCart,
  newProduct,
  stockOf,
} from './client.ts';
import { type Shop, wiring } from './shop.ts';
import { type Kind, kinds } from './wrong-values.ts';

/** What a write is answered that goes well. In the wiring `events` a checkout is accepted, and decided behind it. */
export const doneStatuses = wiring === 'events' ? [200, 201, 202] : [200, 201];

/** What the requests of one run are about. */
export interface Stage {
  product: string;
  guest: Buyer;
  customer: Buyer;
  /** To be merged into the customer's. */
  visitor: Buyer;
  /** To be checked out. */
  paying: Buyer;
  /** Waits for the buyer's approval. */
  order: OrderView;
  ordering: Buyer;
}

export async function stageFor(shop: Shop): Promise<Stage> {
  const product = await newProduct(shop, 100);
  const customer = await asCustomer(`careless-${Date.now()}`);
  const ordering = await newCart(shop, { [product]: 1 });
  return {
    product,
    guest: await newCart(shop, { [product]: 2 }),
    customer: await newCart(shop, { [product]: 2 }, customer),
    visitor: await newCart(shop, { [product]: 3 }),
    paying: await newCart(shop, { [product]: 2 }),
    order: (await checkOut(shop, ordering, 'tok_authenticate')).body,
    ordering,
  };
}

export type Json = Record<string, unknown>;

/** A write with a body: how it is done right, and what its fields are. */
export interface Write {
  name: string;
  method: 'POST' | 'PUT' | 'PATCH';
  path(stage: Stage): string;
  as(stage: Stage): Record<string, string>;
  /** With every field that there is. */
  body(stage: Stage): Json;
  fields: Record<string, Kind>;
  /** May be left out. */
  optional: string[];
  /** Everything that it could change. */
  look(shop: Shop, stage: Stage): Promise<unknown>;
}

async function lookAtProduct(shop: Shop, { product }: Stage): Promise<unknown> {
  return [(await call(shop, 'GET', `/v1/products/${product}`)).body, await stockOf(shop, product)];
}

export const writes: Write[] = [
  {
    name: 'PUT /v1/products/{id}',
    method: 'PUT',
    path: ({ product }) => `/v1/products/${product}`,
    as: () => asAdmin,
    body: () => ({
      name: 'Tea',
      price: { amount: 250, currency: 'EUR' },
      description: 'Green.\nHot.',
      image: '/pictures/tea.svg',
      attributes: { category: 'drinks' },
    }),
    fields: {
      name: kinds.line,
      price: kinds.object,
      'price.amount': kinds.amount,
      'price.currency': kinds.currency,
      description: kinds.text,
      image: kinds.line,
      attributes: kinds.record,
      'attributes.category': kinds.text,
    },
    optional: ['description', 'image', 'attributes', 'attributes.category'],
    look: lookAtProduct,
  },
  {
    name: 'POST /v1/products/{id}/stock',
    method: 'POST',
    path: ({ product }) => `/v1/products/${product}/stock`,
    as: () => asAdmin,
    body: () => ({ delta: 5, reason: 'delivery' }),
    fields: { delta: kinds.delta, reason: kinds.line },
    optional: ['reason'],
    look: lookAtProduct,
  },
  {
    name: 'POST /v1/products/{id}/stock/shards',
    method: 'POST',
    path: ({ product }) => `/v1/products/${product}/stock/shards`,
    as: () => asAdmin,
    body: () => ({ count: 4 }),
    fields: { count: kinds.shards },
    optional: [],
    look: lookAtProduct,
  },
  {
    name: 'POST /v1/carts',
    method: 'POST',
    path: () => '/v1/carts',
    as: () => ({}),
    body: () => ({ currency: 'EUR' }),
    fields: { currency: kinds.currency },
    optional: ['currency'],
    look: async () => 'nothing that could be looked at',
  },
  {
    name: 'POST /v1/carts/{id}/items',
    method: 'POST',
    path: ({ guest }) => `/v1/carts/${guest.cartId}/items`,
    as: ({ guest }) => guest.as,
    body: ({ product }) => ({ productId: product, quantity: 1 }),
    fields: { productId: kinds.productId, quantity: kinds.quantity },
    optional: [],
    look: (shop, { guest }) => cartOf(shop, guest),
  },
  {
    name: 'PATCH /v1/carts/{id}/items/{productId}',
    method: 'PATCH',
    path: ({ guest, product }) => `/v1/carts/${guest.cartId}/items/${product}`,
    as: ({ guest }) => guest.as,
    body: () => ({ quantity: 7 }),
    fields: { quantity: kinds.newQuantity },
    optional: [],
    look: (shop, { guest }) => cartOf(shop, guest),
  },
  {
    name: 'POST /v1/carts/{id}/merge',
    method: 'POST',
    path: ({ customer }) => `/v1/carts/${customer.cartId}/merge`,
    as: ({ customer }) => customer.as,
    body: ({ visitor }) => ({ from: visitor.cartId, token: visitor.as['cart-token'] }),
    fields: { from: kinds.cartId, token: kinds.token },
    optional: [],
    look: async (shop, { customer, visitor }) => [await cartOf(shop, customer), await cartOf(shop, visitor)],
  },
  {
    name: 'POST /v1/orders',
    method: 'POST',
    path: () => '/v1/orders',
    as: ({ paying }) => paying.as,
    body: ({ paying }) => ({
      cartId: paying.cartId,
      email: 'buyer@example.com',
      payment: { provider: 'sandbox', token: 'tok_ok' },
      shippingAddress: {
        name: 'Mio Sato',
        line1: '1-2-3 Jingumae',
        line2: 'Room 4',
        city: 'Tokyo',
        region: 'Shibuya',
        postalCode: '150-0001',
        country: 'JP',
      },
      acceptPriceChanges: true,
      locale: 'ja-JP',
    }),
    fields: {
      cartId: kinds.cartId,
      email: kinds.email,
      payment: kinds.object,
      'payment.provider': kinds.provider,
      'payment.token': kinds.token,
      shippingAddress: kinds.object,
      'shippingAddress.name': kinds.line,
      'shippingAddress.line1': kinds.line,
      'shippingAddress.line2': kinds.line,
      'shippingAddress.city': kinds.line,
      'shippingAddress.region': kinds.line,
      'shippingAddress.postalCode': kinds.line,
      'shippingAddress.country': kinds.country,
      acceptPriceChanges: kinds.boolean,
      locale: kinds.locale,
    },
    optional: [
      'payment.provider',
      'shippingAddress',
      'shippingAddress.line2',
      'shippingAddress.region',
      'shippingAddress.postalCode',
      'acceptPriceChanges',
      'locale',
    ],
    look: async (shop, stage) => [await cartOf(shop, stage.paying), await stockOf(shop, stage.product)],
  },
  {
    name: 'POST /v1/payments/sandbox/{orderId}/authenticate',
    method: 'POST',
    path: ({ order }) => `/v1/payments/sandbox/${order.id}/authenticate`,
    as: ({ ordering }) => ordering.as,
    body: () => ({ approve: true }),
    fields: { approve: kinds.boolean },
    optional: [],
    look: async (shop, { order, ordering }) =>
      (await call(shop, 'GET', `/v1/orders/${order.id}`, { headers: ordering.as })).body,
  },
  {
    name: 'POST /v1/admin/webhooks',
    method: 'POST',
    path: () => '/v1/admin/webhooks',
    as: () => asAdmin,
    body: () => ({
      url: 'https://hooks.example.com/orders',
      events: ['order.confirmed'],
      description: 'Stock keeping',
    }),
    fields: { url: kinds.webhookUrl, events: kinds.webhookTypes, description: kinds.line },
    optional: ['events', 'description'],
    look: async (shop) => (await call(shop, 'GET', '/v1/admin/webhooks', { headers: asAdmin })).body,
  },
];
