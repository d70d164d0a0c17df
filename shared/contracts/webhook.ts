import * as z from 'zod';
import { webhookIdSchema } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { timeSchema } from '../time.ts';
import { pageOf, pageParams } from './page.ts';

/** What an endpoint can hear of. */
const webhookTypeSchema = z
  .enum(['order.confirmed', 'order.canceled', 'order.fulfilled', 'order.refunded'])
  .meta({ id: 'WebhookType' });
export type WebhookType = z.infer<typeof webhookTypeSchema>;

/** Where an endpoint may be is for the order service to say: it depends on where the shop runs. */
export const webhookBodySchema = z
  .strictObject({
    url: z
      .string()
      .min(1)
      .max(2_048)
      .meta({ description: 'https, without credentials and fragment, and not in a private network.' }),
    events: z
      .array(webhookTypeSchema)
      .min(1)
      .refine((types) => new Set(types).size === types.length, { error: 'must name each type once' })
      .optional()
      .meta({ description: 'What it hears of; everything if left out.' }),
    description: lineOfText(200).optional(),
  })
  .meta({
    id: 'WebhookBody',
    examples: [
      {
        url: 'https://hooks.example.com/orders',
        events: ['order.confirmed', 'order.canceled'],
        description: 'warehouse',
      },
    ],
  });
export type WebhookBody = z.infer<typeof webhookBodySchema>;

/** Nothing can be said with these yet. */
export const enableWebhookBodySchema = z.strictObject({}).meta({ id: 'EnableWebhookBody' });
export const rotateSecretBodySchema = z.strictObject({}).meta({ id: 'RotateSecretBody' });
export const redeliverBodySchema = z.strictObject({}).meta({ id: 'RedeliverBody' });

export const webhookViewSchema = z
  .object({
    id: webhookIdSchema,
    url: z.string(),
    events: z
      .array(webhookTypeSchema)
      .nullable()
      .meta({ description: 'What it hears of; null for everything, also what there will be later.' }),
    description: z.string().nullable(),
    status: z
      .enum(['enabled', 'disabled'])
      .meta({ description: '`disabled`: the endpoint has answered 410 Gone, and nothing is sent to it.' }),
    createdAt: timeSchema,
    disabledAt: timeSchema.nullable(),
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof webhookViewSchema>;

export const webhookListSchema = pageOf(webhookViewSchema).meta({ id: 'WebhookList' });
export const webhookListQuerySchema = z.object(pageParams);

export const webhookWithSecretSchema = webhookViewSchema
  .extend({
    secret: z.string().meta({ description: 'Signs what is sent (Standard Webhooks). Shown this once.' }),
  })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

export const deliveryNumberSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, { error: 'is not the number of a delivery' })
  .meta({ description: 'Counted from 1 for each webhook.' });

const lastAttemptSchema = z.object({
  at: timeSchema,
  status: z.int().nullable().meta({ description: 'null where there was no answer.' }),
  detail: z.string().meta({ description: 'The beginning of the answer, or why there was none.' }),
});

export const deliveryViewSchema = z
  .object({
    n: z.int().min(1),
    webhookId: z
      .string()
      .meta({ description: 'The header `webhook-id`: the same at every endpoint, in every attempt.' }),
    type: webhookTypeSchema,
    status: z
      .enum(['pending', 'delivered', 'failed'])
      .meta({ description: '`failed`: all attempts are used up, or the webhook was disabled.' }),
    attempts: z.int().min(0),
    createdAt: timeSchema,
    nextAttemptAt: timeSchema.nullable(),
    lastAttempt: lastAttemptSchema
      .nullable()
      .meta({ description: 'null before the first one has come to its end.' }),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof deliveryViewSchema>;
export type DeliveryStatus = DeliveryView['status'];

export const deliveryListSchema = pageOf(deliveryViewSchema).meta({ id: 'DeliveryList' });
export const deliveryListQuerySchema = z.object(pageParams);
