import type { components, operations } from './schema.ts';

type Schemas = components['schemas'];

/** Integer minor units (cents, yen) of a currency (ISO 4217). */
export type Money = Schemas['Money'];
export type Product = Schemas['Product'];
export type ProductList = Schemas['ProductList'];
export type CartView = Schemas['Cart'];
export type CartItem = Schemas['CartItem'];
export type OrderView = Schemas['Order'];
export type OrderList = Schemas['OrderList'];
export type Timeline = Schemas['Timeline'];
/** Where a cart stands in a product's waiting room. */
export type Place = Schemas['Place'];
/** What a checkout needs to know beside the cart. */
export type CheckoutDetails = Omit<Schemas['CheckoutBody'], 'cartId'>;

export type ProductQuery = NonNullable<operations['listProducts']['parameters']['query']>;
export type OrderQuery = NonNullable<operations['listOrders']['parameters']['query']>;
