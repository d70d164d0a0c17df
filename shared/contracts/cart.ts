import * as z from 'zod';
import { cartIdSchema, orderIdSchema, productIdSchema } from '../ids.ts';
import { currencySchema, moneySchema, totalsSchema } from '../money.ts';
import { timeSchema } from '../time.ts';
import type { Answer, Call } from './call.ts';
import type { Caller } from './caller.ts';
import type { OrderEvent, ProductUpdated } from './events.ts';

/** More of one thing than this is no shopping, and keeps all sums exact (see `maxUnitPriceMinor`). */
export const maxQuantityPerLine = 9_999;
/** Keeps a cart well under the 128 KB of a queue message and a second of checkout. */
export const maxLinesPerCart = 100;

const cartTokenSchema = z
  .string()
  .min(1)
  .max(255)
  .meta({ id: 'CartToken', description: "The secret that opens a guest's cart." });

export const cartBodySchema = z
  .strictObject({ currency: currencySchema.optional() })
  .meta({ id: 'CartBody', examples: [{ currency: 'EUR' }] });
export const addItemBodySchema = z
  .strictObject({
    productId: productIdSchema,
    quantity: z.int().min(1).max(maxQuantityPerLine).meta({ description: 'Added to what is there.' }),
  })
  .meta({ id: 'AddItemBody', examples: [{ productId: 'green-tea-500ml', quantity: 2 }] });
export const changeItemBodySchema = z
  .strictObject({
    quantity: z.int().min(0).max(maxQuantityPerLine).meta({ description: '0 removes.' }),
  })
  .meta({ id: 'ChangeItemBody', examples: [{ quantity: 3 }, { quantity: 0 }] });
export const mergeBodySchema = z.strictObject({ from: cartIdSchema, token: cartTokenSchema }).meta({
  id: 'MergeBody',
  examples: [{ from: 'crt_hxpaqpbv4h4g9nmjpzcspqxerx', token: 'ctk_4t9gq0zr6v2mxk8hd1wnp5jc7e' }],
});

const cartStatusSchema = z.enum(['open', 'checkingOut', 'converted', 'expired']);
export type CartStatus = z.infer<typeof cartStatusSchema>;

const availabilityViewSchema = z.object({
  status: z.enum(['available', 'low', 'insufficient', 'unavailable', 'unknown']),
  available: z
    .int()
    .min(0)
    .exactOptional()
    .meta({ description: 'Units that can be had, where that is worth knowing.' }),
});
export type AvailabilityView = z.infer<typeof availabilityViewSchema>;

const cartItemViewSchema = z
  .object({
    productId: productIdSchema,
    name: z.string(),
    image: z.string().nullable(),
    quantity: z.int().min(1),
    unitPrice: moneySchema,
    lineTotal: moneySchema,
    priceChange: z
      .object({ from: moneySchema, to: moneySchema })
      .exactOptional()
      .meta({ description: "The product's price is no longer the one at which it was added." }),
    availability: availabilityViewSchema,
  })
  .meta({ id: 'CartItem' });
export type CartItemView = z.infer<typeof cartItemViewSchema>;

/** A cart as its owner sees it. */
export const cartViewSchema = z
  .object({
    id: cartIdSchema,
    status: cartStatusSchema,
    currency: currencySchema,
    items: z.array(cartItemViewSchema),
    totals: totalsSchema,
    orderId: orderIdSchema.exactOptional(),
    version: z.int().min(1),
    updatedAt: timeSchema,
    expiresAt: timeSchema,
  })
  .meta({ id: 'Cart' });
export type CartView = z.infer<typeof cartViewSchema>;

export const createdCartSchema = z
  .object({
    cart: cartViewSchema,
    token: cartTokenSchema.exactOptional().meta({ description: 'For guests only, and shown this once.' }),
  })
  .meta({ id: 'CreatedCart' });

/** A line as it is handed to checkout: what the buyer was shown. */
export interface CheckoutLine {
  productId: string;
  quantity: number;
  name: string;
  image: string | null;
  /** Minor units of the cart's currency, as shown to the buyer. */
  unitPriceMinor: number;
}

export interface CheckoutContents {
  currency: string;
  lines: CheckoutLine[];
}

/** A cart that is frozen for this order. */
export interface BegunCheckout {
  orderId: string;
  /** ISO 4217 */
  currency: string;
  /** What is in it, so that nobody need ask. Left out by a cart of before, and where it cannot be checked out. */
  contents?: CheckoutContents;
}

/** What the other services ask of Cart. */
export interface CartService {
  /**
   * Freezes the cart for a checkout and gives the id of its order. While that checkout is under way, everyone
   * else hears CheckoutInProgress with the same order's id.
   */
  beginCheckout(cartId: string, call: Call): Promise<Answer<BegunCheckout>>;
  /** The frozen cart's lines, or why there is nothing to check out for this order. */
  validate(cartId: string, orderId: string, cause: Call['cause']): Promise<Answer<CheckoutContents>>;
  /**
   * Thaws the cart after a checkout that failed. A repeat, or another order's cart, changes nothing.
   * @param options.forget nothing came of the checkout: its Idempotency-Key may be used again
   */
  reopen(cartId: string, orderId: string, cause: Call['cause'], options: { forget: boolean }): Promise<void>;
  /** Whether it is this caller's cart. */
  belongsTo(cartId: string, caller: Caller): Promise<boolean>;
  /** The newest `seq` of the product that the cart service has taken in; 0 for none. */
  copiedSeq(productId: string): Promise<number>;
  /** News of a product, where they come by a call. Older or repeated ones change nothing. */
  productUpdated(event: ProductUpdated): Promise<void>;
  /** News of an order, where they come by a call. A repeat changes nothing. */
  orderEvent(event: OrderEvent): Promise<void>;
}
