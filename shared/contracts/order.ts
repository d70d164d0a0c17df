import * as z from 'zod';
import { cartIdSchema, productIdSchema } from '../ids.ts';
import { currencySchema, type Money, type Totals } from '../money.ts';
import { lineOfText } from '../text.ts';
import { maxLinesPerCart, maxQuantityPerLine } from './cart.ts';

export const addressSchema = z.strictObject({
  name: lineOfText(200),
  line1: lineOfText(200),
  line2: lineOfText(200).optional(),
  city: lineOfText(200),
  region: lineOfText(200).optional(),
  postalCode: lineOfText(20).optional(),
  /** ISO 3166-1 alpha-2 */
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'must be an ISO 3166-1 alpha-2 code' }),
});
export type Address = z.infer<typeof addressSchema>;

export const checkoutBodySchema = z.strictObject({
  cartId: cartIdSchema,
  // RFC 5321 limits a path to 254 characters.
  email: z.email().max(254),
  payment: z.strictObject({
    provider: z.enum(['sandbox', 'stripe']).optional(),
    token: z.string().min(1).max(255),
  }),
  shippingAddress: addressSchema.optional(),
  acceptPriceChanges: z.boolean().optional(),
});
export type CheckoutBody = z.infer<typeof checkoutBodySchema>;

/** Nothing can be said with a cancellation yet. */
export const cancelBodySchema = z.strictObject({});
export const fulfillBodySchema = z.strictObject({});

/**
 * Without `amount` the price of the items is given back; without either, all that is left. With both, the
 * amount is what these items are refunded with.
 */
export const refundBodySchema = z
  .strictObject({
    amount: z.strictObject({ amount: z.int().min(1), currency: currencySchema }),
    items: z
      .array(z.strictObject({ productId: productIdSchema, quantity: z.int().min(1).max(maxQuantityPerLine) }))
      .min(1)
      .max(maxLinesPerCart)
      .refine((items) => new Set(items.map(({ productId }) => productId)).size === items.length, {
        error: 'must name each product once',
      }),
    /** Whether the items go back on the shelf; by default they do not. */
    restock: z.boolean(),
    reason: lineOfText(200),
  })
  .partial()
  .refine(({ amount, items, restock }) => !(restock && amount && !items), {
    path: ['restock'],
    error: 'needs items: an amount alone does not say what goes back on the shelf',
  });
export type RefundBody = z.infer<typeof refundBodySchema>;

export const authenticateBodySchema = z.strictObject({ approve: z.boolean() });

export const orderStatuses = [
  'placing',
  'awaitingPayment',
  'confirmed',
  'fulfilled',
  'failed',
  'canceled',
  'partiallyRefunded',
  'refunded',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export interface OrderItemView {
  productId: string;
  name: string;
  image: string | null;
  quantity: number;
  unitPrice: Money;
  lineTotal: Money;
}

export type NextAction = { type: 'authenticate'; url: string; expiresAt: string };

export interface PaymentView {
  provider: string;
  status:
    | 'none'
    | 'unknown'
    | 'requiresAction'
    | 'authorized'
    | 'captured'
    | 'declined'
    | 'voided'
    | 'refunded';
  authorized: Money;
  captured: Money;
  refunded: Money;
  nextAction?: NextAction;
}

export interface RefundView {
  id: string;
  amount: Money;
  items: { productId: string; quantity: number }[];
  /** Whether the items go back on the shelf. */
  restock: boolean;
  reason: string;
  /** `refused`: by the payment provider. */
  status: 'pending' | 'succeeded' | 'refused';
  at: string;
}

export interface OrderView {
  id: string;
  cartId: string;
  status: OrderStatus;
  items: OrderItemView[];
  totals: Totals;
  email: string;
  shippingAddress?: Address;
  payment: PaymentView;
  failure?: { code: string; detail: string };
  /** Only where there are any. */
  refunds?: RefundView[];
  /** When the goods were sent. */
  fulfilledAt?: string;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type StepStatus = 'running' | 'succeeded' | 'failed';

export interface TimelineStep {
  step: string;
  status: StepStatus;
  attempt: number;
  at: string;
  detail?: string;
}

/** How a checkout stands, for a cart that asks. `neverPlaced`: and it never will be now. */
export type CheckoutOutcome = 'underWay' | 'completed' | 'failed' | 'neverPlaced';

/** What the other services ask of Order. */
export interface OrderService {
  /**
   * How a checkout went. An order that nobody placed is closed by the question, so that a placing that comes
   * later is refused.
   */
  outcomeOf(orderId: string): Promise<CheckoutOutcome>;
}
