import * as z from 'zod';
import { cartIdSchema } from '../ids.ts';
import { cartViewSchema } from './cart.ts';
import { notificationSchema } from './notification.ts';
import { orderViewSchema, timelineSchema } from './order.ts';
import { commaSeparated } from './page.ts';
import { productListSchema, productViewSchema } from './product.ts';

const unavailable = z
  .object({ status: z.literal('unavailable') })
  .meta({ description: 'Its service does not answer just now. The rest holds.' });

/** A part of an answer that another service gives, or does not give just now. */
function partOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.discriminatedUnion('status', [z.object({ status: z.literal('ok'), ...shape }), unavailable]);
}

export const cartExpansions = ['products'] as const;
export const orderExpansions = ['timeline', 'notifications'] as const;

function expandParameter<const Names extends readonly [string, ...string[]]>(names: Names) {
  return commaSeparated(z.enum(names), names.length)
    .default([])
    .meta({ description: `What to answer along with it, with commas between: ${names.join(', ')}.` });
}

export const expandCartQuerySchema = z.object({ expand: expandParameter(cartExpansions) });
export const expandOrderQuerySchema = z.object({ expand: expandParameter(orderExpansions) });

export const expandedCartSchema = cartViewSchema
  .extend({
    expanded: z
      .object({ products: partOf({ items: z.array(productViewSchema) }).exactOptional() })
      .exactOptional()
      .meta({ description: 'What `expand` asked for. Of the products those that are on sale.' }),
  })
  .meta({ id: 'ExpandedCart' });

export const expandedOrderSchema = orderViewSchema
  .extend({
    expanded: z
      .object({
        timeline: partOf(timelineSchema.shape).exactOptional(),
        notifications: partOf({ items: z.array(notificationSchema) }).exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'What `expand` asked for. Of the notifications the newest hundred.' }),
  })
  .meta({ id: 'ExpandedOrder' });

const absent = z
  .object({ status: z.literal('absent') })
  .meta({ description: 'It was not asked for, or there is none that is yours.' });

export const storefrontQuerySchema = z.object({
  cart: cartIdSchema.optional().meta({ description: 'Your cart, if you have one.' }),
});

export const storefrontSchema = z
  .object({
    catalog: partOf(productListSchema.shape).meta({ description: 'The first page.' }),
    cart: z.discriminatedUnion('status', [
      z.object({ status: z.literal('ok'), cart: cartViewSchema }),
      unavailable,
      absent,
    ]),
    orders: z
      .discriminatedUnion('status', [
        z.object({ status: z.literal('ok'), items: z.array(orderViewSchema) }),
        unavailable,
        absent,
      ])
      .meta({ description: "A customer's latest three." }),
  })
  .meta({ id: 'Storefront' });
export type Storefront = z.infer<typeof storefrontSchema>;
