import * as z from 'zod';
import { notificationIdSchema, orderIdSchema } from '../ids.ts';
import { timeSchema } from '../time.ts';
import { pageOf, pageParams } from './page.ts';

const statusSchema = z.enum(['sending', 'sent', 'kept', 'failed', 'refused']).meta({
  description:
    '`kept`: there is no mail service, so nobody has got it. `failed`: it is tried again. `refused`: it is not.',
});
export type NotificationStatus = z.infer<typeof statusSchema>;

/** What was said to a buyer about an order, and by which channel. */
export const notificationSchema = z
  .object({
    id: notificationIdSchema,
    type: z.enum(['order.confirmed', 'order.canceled', 'order.refunded', 'order.fulfilled']),
    channel: z.literal('email'),
    to: z.string().nullable().meta({ description: 'null: the buyer was forgotten.' }),
    subject: z.string().nullable(),
    status: statusSchema,
    reason: z.string().exactOptional().meta({ description: 'Why it was not sent.' }),
    at: timeSchema.meta({ description: 'When that has happened which it tells of.' }),
    orderId: orderIdSchema,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notificationSchema>;

export const notificationListSchema = pageOf(notificationSchema).meta({ id: 'NotificationList' });

export const notificationListQuerySchema = z.object({ orderId: orderIdSchema.optional(), ...pageParams });

/** A notification with what it says. */
export const wholeNotificationSchema = notificationSchema
  .extend({ text: z.string().nullable(), html: z.string().nullable() })
  .meta({ id: 'WholeNotification' });
export type WholeNotification = z.infer<typeof wholeNotificationSchema>;
