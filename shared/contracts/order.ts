import * as z from 'zod';
import { cartIdSchema } from '../ids.ts';
import type { Money, Totals } from '../money.ts';
import { lineOfText } from '../text.ts';

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
