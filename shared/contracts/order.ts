import * as z from 'zod';
import { cartIdSchema, orderIdSchema, productIdSchema } from '../ids.ts';
import { localeSchema } from '../locale.ts';
import { moneySchema, totalsSchema } from '../money.ts';
import { lineOfText } from '../text.ts';
import { momentSchema, timeSchema } from '../time.ts';
import { maxLinesPerCart } from './cart.ts';
import { pageOf, pageParams } from './page.ts';
import { refundViewSchema } from './refund.ts';
import { ticketTokenSchema } from './waiting-room.ts';

export const addressSchema = z
  .strictObject({
    name: lineOfText(200),
    line1: lineOfText(200),
    line2: lineOfText(200).optional(),
    city: lineOfText(200),
    region: lineOfText(200).optional(),
    postalCode: lineOfText(20).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'must be an ISO 3166-1 alpha-2 code' })
      .meta({ description: 'ISO 3166-1 alpha-2', examples: ['JP'] }),
  })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof addressSchema>;

// RFC 5321 limits a path to 254 characters.
const emailSchema = z
  .email()
  .max(254)
  .meta({ examples: ['you@example.com'] });

/** By product. */
const ticketsSchema = z
  .record(productIdSchema, ticketTokenSchema)
  .refine((tickets) => Object.keys(tickets).length <= maxLinesPerCart, {
    error: `must be at most ${maxLinesPerCart}`,
  })
  .meta({
    maxProperties: maxLinesPerCart,
    description: 'What the waiting rooms of these products have given: see `getPlace`.',
  });
export type Tickets = z.infer<typeof ticketsSchema>;

export const checkoutBodySchema = z
  .strictObject({
    cartId: cartIdSchema,
    email: emailSchema,
    payment: z.strictObject({
      provider: z
        .enum(['sandbox', 'stripe'])
        .optional()
        .meta({ description: '`sandbox` if left out.', examples: ['sandbox'] }),
      token: z
        .string()
        .min(1)
        .max(255)
        .meta({ id: 'PaymentToken', examples: ['tok_ok', 'tok_declined', 'tok_authenticate'] }),
    }),
    shippingAddress: addressSchema.optional(),
    acceptPriceChanges: z
      .boolean()
      .optional()
      .meta({ description: 'The buyer has seen the prices as they are now.' }),
    locale: localeSchema.optional().meta({ description: 'What the buyer reads mails in; `en` if left out.' }),
    tickets: ticketsSchema.optional(),
  })
  .meta({
    id: 'CheckoutBody',
    examples: [
      {
        cartId: 'crt_hxpaqpbv4h4g9nmjpzcspqxerx',
        email: 'you@example.com',
        payment: { token: 'tok_ok' },
        shippingAddress: {
          name: 'Aki Tanaka',
          line1: '1-2-3 Sakura',
          city: 'Tokyo',
          postalCode: '100-0001',
          country: 'JP',
        },
      },
    ],
  });
export type CheckoutBody = z.infer<typeof checkoutBodySchema>;

/** Nothing can be said with a cancellation yet. */
export const cancelBodySchema = z.strictObject({}).meta({ id: 'CancelBody' });
export const fulfillBodySchema = z.strictObject({}).meta({ id: 'FulfillBody' });
export const authenticateBodySchema = z
  .strictObject({ approve: z.boolean() })
  .meta({ id: 'AuthenticateBody', examples: [{ approve: true }] });

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

const orderItemViewSchema = z
  .object({
    productId: productIdSchema,
    name: z.string(),
    image: z.string().nullable(),
    quantity: z.int().min(1),
    unitPrice: moneySchema,
    lineTotal: moneySchema,
  })
  .meta({ id: 'OrderItem' });
export type OrderItemView = z.infer<typeof orderItemViewSchema>;

const nextActionSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('authenticate'), url: z.string(), expiresAt: timeSchema }),
    z.object({
      type: z.literal('stripe'),
      // Asked of Stripe for the order's owner each time, and kept nowhere.
      clientSecret: z.string().exactOptional().meta({
        description:
          'For `handleNextAction` of Stripe.js. Absent in lists, to administrators, and while Stripe does not answer.',
      }),
      expiresAt: timeSchema,
    }),
  ])
  .meta({ id: 'NextAction', description: 'What the buyer has to do before the payment goes on.' });
export type NextAction = z.infer<typeof nextActionSchema>;

const paymentViewSchema = z
  .object({
    provider: z.string(),
    status: z.enum([
      'none',
      'unknown',
      'requiresAction',
      'authorized',
      'captured',
      'declined',
      'voided',
      'refunded',
    ]),
    authorized: moneySchema,
    captured: moneySchema,
    refunded: moneySchema,
    nextAction: nextActionSchema.exactOptional(),
  })
  .meta({ id: 'Payment' });
export type PaymentView = z.infer<typeof paymentViewSchema>;

/** A product that is short (`requested`, `available`), or whose price is another one (`from`, `to`). */
const shortItemSchema = z.object({
  productId: z.string(),
  requested: z.int().exactOptional(),
  available: z.int().exactOptional(),
  from: z.int().exactOptional(),
  to: z.int().exactOptional(),
});

/** An order as its owner sees it. */
export const orderViewSchema = z
  .object({
    id: orderIdSchema,
    cartId: cartIdSchema,
    status: z.enum(orderStatuses),
    items: z.array(orderItemViewSchema),
    totals: totalsSchema,
    email: z.string().nullable().meta({ description: 'null: the buyer was forgotten.' }),
    shippingAddress: addressSchema.exactOptional(),
    locale: z.string().exactOptional().meta({ description: 'BCP 47; only where it was said.' }),
    payment: paymentViewSchema,
    failure: z
      .object({
        code: z.string(),
        detail: z.string(),
        items: z.array(shortItemSchema).exactOptional(),
        available: z
          .int()
          .exactOptional()
          .meta({ description: 'Of the product that is short, if it is one only.' }),
        productId: z.string().exactOptional(),
        holdId: z.string().exactOptional(),
        orderId: z.string().exactOptional(),
        reason: z.string().exactOptional(),
        service: z.string().exactOptional(),
        expected: z.string().exactOptional(),
        actual: z.string().exactOptional(),
        waitingRoom: z.string().exactOptional(),
      })
      .exactOptional()
      .meta({
        description: 'Why it failed: code, detail and facts of the problem, such as `items` that are short.',
      }),
    refunds: z.array(refundViewSchema).exactOptional().meta({ description: 'Only where there are any.' }),
    fulfilledAt: timeSchema.exactOptional().meta({ description: 'When the goods were sent.' }),
    version: z.int().min(1),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof orderViewSchema>;

export const orderListSchema = pageOf(orderViewSchema).meta({ id: 'OrderList' });

export const orderListQuerySchema = z.object({
  status: z.enum(orderStatuses).optional(),
  customer: z.string().optional().meta({ description: 'Whose. Customers see their own orders only.' }),
  from: momentSchema.optional().meta({ description: 'Placed at this time or later.' }),
  to: momentSchema.optional().meta({ description: 'Placed before this time.' }),
  ...pageParams,
});
export type OrderListQuery = z.infer<typeof orderListQuerySchema>;

const stepStatusSchema = z.enum(['running', 'succeeded', 'failed']);
export type StepStatus = z.infer<typeof stepStatusSchema>;

const timelineStepSchema = z
  .object({
    step: z.string(),
    status: stepStatusSchema,
    attempt: z.int().min(1).meta({ description: 'Counts the tries of this step, from 1.' }),
    at: timeSchema,
    detail: z.string().exactOptional(),
  })
  .meta({ id: 'TimelineStep' });
export type TimelineStep = z.infer<typeof timelineStepSchema>;

export const timelineSchema = z.object({ steps: z.array(timelineStepSchema) }).meta({ id: 'Timeline' });

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
