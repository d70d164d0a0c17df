import * as z from 'zod';
import { productIdSchema } from '../ids.ts';
import { currencySchema, moneySchema } from '../money.ts';
import { lineOfText } from '../text.ts';
import { timeSchema } from '../time.ts';
import { maxLinesPerCart, maxQuantityPerLine } from './cart.ts';

const refundItemSchema = z.strictObject({
  productId: productIdSchema,
  quantity: z.int().min(1).max(maxQuantityPerLine),
});

export const refundBodySchema = z
  .strictObject({
    amount: z
      .strictObject({ amount: z.int().min(1), currency: currencySchema })
      .optional()
      .meta({ description: 'If left out, the price of the items; without items, all that is left.' }),
    items: z
      .array(refundItemSchema)
      .min(1)
      .max(maxLinesPerCart)
      .refine((items) => new Set(items.map(({ productId }) => productId)).size === items.length, {
        error: 'must name each product once',
      })
      .optional(),
    restock: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the items go back on the shelf; by default they do not.' }),
    reason: lineOfText(200).optional(),
  })
  .refine(({ amount, items, restock }) => !(restock && amount && !items), {
    path: ['restock'],
    error: 'needs items: an amount alone does not say what goes back on the shelf',
  })
  .meta({
    id: 'RefundBody',
    examples: [
      { items: [{ productId: 'green-tea-500ml', quantity: 1 }], restock: true, reason: 'leaks' },
      { amount: { amount: 100, currency: 'EUR' }, reason: 'came late' },
      {},
    ],
  });
export type RefundBody = z.infer<typeof refundBodySchema>;

export const refundViewSchema = z
  .object({
    id: z.string(),
    amount: moneySchema,
    items: z.array(z.object({ productId: productIdSchema, quantity: z.int().min(1) })),
    restock: z.boolean(),
    reason: z.string(),
    status: z
      .enum(['pending', 'succeeded', 'refused'])
      .meta({ description: '`refused`: by the payment provider.' }),
    at: timeSchema,
  })
  .meta({ id: 'Refund' });
export type RefundView = z.infer<typeof refundViewSchema>;
