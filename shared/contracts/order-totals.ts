import * as z from 'zod';
import { moneySchema } from '../money.ts';
import { daySchema } from '../time.ts';
import { pageOf, pageParams } from './page.ts';

export const orderTotalsQuerySchema = z.object({
  from: daySchema.optional().meta({ description: 'The first day, in UTC.' }),
  to: daySchema.optional().meta({ description: 'The day after the last one, in UTC.' }),
  ...pageParams,
});
export type OrderTotalsQuery = z.output<typeof orderTotalsQuerySchema>;

const dayTotalsSchema = z
  .object({
    day: z.iso.date().meta({ description: 'On which the orders were placed, in UTC.' }),
    currency: z.string().meta({ description: 'ISO 4217' }),
    orders: z.int().min(0).meta({
      description: 'Confirmed and sent ones, refunded ones included. Canceled and failed ones do not count.',
    }),
    total: moneySchema.meta({ description: 'What these orders come to, before refunds.' }),
    captured: moneySchema.meta({ description: 'Taken from buyers, for canceled and failed orders, too.' }),
    refunded: moneySchema.meta({ description: 'Given back of it.' }),
  })
  .meta({ id: 'DayTotals' });
export type DayTotals = z.infer<typeof dayTotalsSchema>;

export const orderTotalsSchema = pageOf(dayTotalsSchema).meta({ id: 'OrderTotals' });
