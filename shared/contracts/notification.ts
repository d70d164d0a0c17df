import * as z from 'zod';
import { orderIdSchema } from '../ids.ts';
import { timeSchema } from '../time.ts';
import { pageOf, pageParams } from './page.ts';

/** What was said to a buyer about an order, and by which channel. */
const notificationSchema = z
  .object({
    type: z.enum(['order.confirmed', 'order.canceled', 'order.refunded', 'order.fulfilled']),
    channel: z.string(),
    to: z.string(),
    status: z.string(),
    at: timeSchema,
    orderId: orderIdSchema,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notificationSchema>;

export const notificationListSchema = pageOf(notificationSchema).meta({ id: 'NotificationList' });

export const notificationListQuerySchema = z.object({ orderId: orderIdSchema.optional(), ...pageParams });
