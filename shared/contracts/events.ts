import * as z from 'zod';
import { defaultLocale } from '../locale.ts';
import { addressSchema } from './order.ts';
import { productSnapshotSchema } from './product.ts';

/**
 * What services tell each other. Delivered at least once and in any order: consumers are idempotent by
 * (source, seq). Never carries a secret.
 */
const envelope = {
  /** `source` and `seq` as one text. */
  id: z.string(),
  /** The actor: `product/onigiri-salmon`. */
  source: z.string(),
  /** The actor's newest event at the time of telling. */
  seq: z.int().min(1),
  version: z.literal(1),
  /** ms since 1970 */
  time: z.int(),
  trace: z.string(),
};

/** Something that a buyer can notice has changed: price, name, status, or how many are left. */
export const productUpdatedSchema = z.object({
  ...envelope,
  type: z.literal('ProductUpdated'),
  data: productSnapshotSchema,
});
export type ProductUpdated = z.infer<typeof productUpdatedSchema>;

const amountSchema = z.object({ amount: z.int(), currency: z.string() });

const orderedItemSchema = z.object({
  productId: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPrice: amountSchema,
});
export type OrderedItem = z.infer<typeof orderedItemSchema>;

/** What has a default was not said in the first version of these events. */
const orderFactsSchema = z.object({
  orderId: z.string(),
  cartId: z.string(),
  /** null: the buyer was forgotten, and there is nobody to write to. */
  email: z.string().nullable(),
  /** BCP 47; what the buyer reads. */
  locale: z.string().default(defaultLocale),
  items: z.array(orderedItemSchema).default([]),
  shippingAddress: addressSchema.optional(),
  total: amountSchema,
});
export type OrderFacts = z.infer<typeof orderFactsSchema>;

/** A checkout has succeeded: stock is sold and money is taken. */
export const orderCreatedSchema = z.object({
  ...envelope,
  type: z.literal('OrderCreated'),
  data: orderFactsSchema,
});
export type OrderCreated = z.infer<typeof orderCreatedSchema>;

/** A confirmed order was undone: stock and money are back. */
export const orderCanceledSchema = z.object({
  ...envelope,
  type: z.literal('OrderCanceled'),
  data: orderFactsSchema,
});
export type OrderCanceled = z.infer<typeof orderCanceledSchema>;

/** The goods of an order have been sent. */
export const orderFulfilledSchema = z.object({
  ...envelope,
  type: z.literal('OrderFulfilled'),
  data: orderFactsSchema,
});
export type OrderFulfilled = z.infer<typeof orderFulfilledSchema>;

/** Money has been given back, a part or all of it. */
export const orderRefundedSchema = z.object({
  ...envelope,
  type: z.literal('OrderRefunded'),
  data: orderFactsSchema.extend({
    refundId: z.string(),
    amount: amountSchema,
    /** For which the money was given back; none where it was for no item in particular. */
    refundedItems: z.array(z.object({ productId: z.string(), quantity: z.int() })).default([]),
  }),
});
export type OrderRefunded = z.infer<typeof orderRefundedSchema>;

/** Anything about an order has changed: for the list of orders, and for all who must forget with it. */
export const orderUpdatedSchema = z.object({
  ...envelope,
  type: z.literal('OrderUpdated'),
  data: z.object({
    orderId: z.string(),
    status: z.string(),
    customerId: z.string().nullable(),
    /** ms since 1970 */
    createdAt: z.int(),
    /** Whether nobody can tell any more whom the order was for. */
    forgotten: z.boolean().default(false),
    /** The order as clients see it, as JSON. */
    view: z.string(),
  }),
});
export type OrderUpdated = z.infer<typeof orderUpdatedSchema>;

export const orderEventSchema = z.discriminatedUnion('type', [
  orderCreatedSchema,
  orderCanceledSchema,
  orderFulfilledSchema,
  orderRefundedSchema,
]);
export type OrderEvent = z.infer<typeof orderEventSchema>;

export type IntegrationEvent = ProductUpdated | OrderEvent | OrderUpdated;

/** Fills in the envelope. */
export function integrationEvent<Type extends IntegrationEvent['type'], Data>(
  type: Type,
  source: string,
  seq: number,
  time: number,
  trace: string,
  data: Data,
) {
  return { type, id: `${source}/${seq}`, source, seq, version: 1 as const, time, trace, data };
}
