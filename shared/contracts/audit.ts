import * as z from 'zod';
import { momentSchema, timeSchema } from '../time.ts';
import { pageParams, wholeNumber } from './page.ts';

/** Kinds of actors that can be audited. */
export const auditedKinds = ['product', 'cart', 'order'] as const;
export type AuditedKind = (typeof auditedKinds)[number];

const sequenceNumber = /^\d{1,15}$/;

const afterSchema = z
  .preprocess(wholeNumber(15), z.int({ error: 'must be a sequence number' }).min(0).default(0))
  .meta({ description: 'Only events behind this sequence number: the `next` of the page before.' });

const atSchema = z
  .string()
  .meta({
    description: 'A sequence number, or an RFC 3339 time: events up to then, and the state as it then was.',
    examples: ['17', '2026-11-22T19:08:57Z'],
  })
  .transform((text, context) => {
    if (sequenceNumber.test(text)) return { seq: Number(text) };
    const moment = momentSchema.safeParse(text);
    if (moment.success) return { time: moment.data };
    context.addIssue({ code: 'custom', message: 'must be a sequence number or an RFC 3339 time' });
    return z.NEVER;
  });

export const auditQuerySchema = z.object({
  after: afterSchema,
  limit: pageParams.limit,
  at: atSchema.optional(),
});

const auditedEventSchema = z
  .object({
    seq: z.int(),
    type: z.string(),
    version: z.int().meta({ description: 'Of the shape in which it was written.' }),
    at: timeSchema.nullable().meta({ description: 'null where what is stored is no time.' }),
    caller: z.string(),
    requestId: z.string(),
    trace: z.string().meta({ description: 'A W3C traceparent.' }),
    data: z.unknown().meta({ description: "In today's shape; as it is stored where it cannot be decoded." }),
    undecodable: z.string().optional().meta({ description: 'Why it cannot be decoded.' }),
  })
  .meta({ id: 'AuditedEvent' });
export type AuditedEventView = z.infer<typeof auditedEventSchema>;

export const auditPageSchema = z
  .object({
    items: z.array(auditedEventSchema),
    next: z.int().nullable().meta({ description: 'The `after` of the next page; null on the last one.' }),
    state: z.unknown().optional().meta({ description: 'With `at`: the state as it then was.' }),
    stateUnknown: z.string().optional().meta({ description: 'Why there is no state to show.' }),
  })
  .meta({ id: 'AuditPage' });
export type AuditPageView = z.infer<typeof auditPageSchema>;

export const verifyBodySchema = z.strictObject({}).meta({ id: 'VerifyBody' });

const differenceSchema = z
  .object({
    place: z.string().meta({
      examples: ['state.stock.onHand', 'entry ord_w5x2zmjwzcdrz9hxbpyh2x6z0h.quantity', 'event 17'],
    }),
    expected: z.unknown().optional().meta({ description: 'What the events say; absent: nothing.' }),
    found: z.unknown().optional().meta({ description: 'What is there; absent: nothing.' }),
  })
  .meta({ id: 'Difference' });

export const verificationResultSchema = z
  .object({
    status: z.literal('finished'),
    equal: z.boolean(),
    events: z.int().min(0).meta({ description: 'How many were replayed.' }),
    differences: z.array(differenceSchema).meta({ description: 'The first 100.' }),
    more: z.int().min(0).meta({ description: 'How many differences there are beyond these.' }),
    startedAt: timeSchema,
    finishedAt: timeSchema,
  })
  .meta({ id: 'VerificationResult' });

export const verificationProgressSchema = z
  .object({
    status: z.literal('running'),
    processed: z.int().min(0).meta({ description: 'The last event that was replayed.' }),
    total: z.int().min(0).meta({ description: 'The last event that there is.' }),
    startedAt: timeSchema,
  })
  .meta({ id: 'VerificationProgress' });

export const verificationSchema = z.discriminatedUnion('status', [
  verificationResultSchema,
  verificationProgressSchema,
]);
export type VerificationView = z.infer<typeof verificationSchema>;
