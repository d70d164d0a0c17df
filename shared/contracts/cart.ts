import * as z from 'zod';
import { cartIdSchema, productIdSchema } from '../ids.ts';
import { currencySchema, type Money, type Totals } from '../money.ts';
import type { Answer, Call } from './call.ts';

/** More of one thing than this is no shopping, and keeps all sums exact (see `maxUnitPriceMinor`). */
export const maxQuantityPerLine = 9_999;
/** Keeps a cart well under the 128 KB of a queue message and a second of checkout. */
export const maxLinesPerCart = 100;

export const cartBodySchema = z.strictObject({ currency: currencySchema.optional() });
export const addItemBodySchema = z.strictObject({
  productId: productIdSchema,
  quantity: z.int().min(1).max(maxQuantityPerLine),
});
export const changeItemBodySchema = z.strictObject({ quantity: z.int().min(0).max(maxQuantityPerLine) });
export const mergeBodySchema = z.strictObject({ from: cartIdSchema, token: z.string().min(1).max(255) });

export type CartStatus = 'open' | 'checkingOut' | 'converted' | 'expired';

export interface AvailabilityView {
  status: 'available' | 'low' | 'insufficient' | 'unavailable' | 'unknown';
  /** Units that can be had, where that is worth knowing. */
  available?: number;
}

export interface CartItemView {
  productId: string;
  name: string;
  image: string | null;
  quantity: number;
  unitPrice: Money;
  lineTotal: Money;
  /** The product's price is no longer the one at which it was added. */
  priceChange?: { from: Money; to: Money };
  availability: AvailabilityView;
}

export interface CartView {
  id: string;
  status: CartStatus;
  currency: string;
  items: CartItemView[];
  totals: Totals;
  orderId?: string;
  version: number;
  updatedAt: string;
  expiresAt: string;
}

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
  /** The newest `seq` of the product that the cart service has taken in; 0 for none. */
  copiedSeq(productId: string): Promise<number>;
}
