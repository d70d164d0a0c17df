import * as z from 'zod';
import { deadLetterIdSchema } from '../ids.ts';
import { timeSchema } from '../time.ts';
import { pageOf, pageParams } from './page.ts';

/** Every consumer sends its dead letters there. */
export const deadLetterQueue = 'konbini-dead-letters';

/**
 * A message that its consumer has given up on, with what only the consumer knows: which queue it was taken
 * from, and why it could not be handled.
 */
export const deadLetterSchema = z.strictObject({
  /** Where it goes back to when it is tried again. */
  queue: z.string(),
  /** The message as it was sent. */
  body: z.unknown(),
  reason: z.string(),
  /** How often it was tried, from 1. */
  attempts: z.int().min(1),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

const statusSchema = z
  .enum(['kept', 'redriven'])
  .meta({ description: 'A message that fails again after it was redriven is `kept` again.' });
export type DeadLetterStatus = z.infer<typeof statusSchema>;

/** A dead letter as administrators see it. */
export const deadLetterViewSchema = z
  .object({
    id: deadLetterIdSchema,
    queue: z.string().meta({ description: 'Where it goes back to.' }),
    reason: z.string().meta({ description: 'Why it could not be handled the last time.' }),
    attempts: z.int().min(1).meta({ description: 'All tries, those after a redrive included.' }),
    status: statusSchema,
    receivedAt: timeSchema.meta({ description: 'When it was last given up.' }),
    redrivenAt: timeSchema.nullable().meta({ description: 'When it was last redriven.' }),
    body: z.unknown().meta({ description: 'The message.' }),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetterView = z.infer<typeof deadLetterViewSchema>;

export const deadLetterListSchema = pageOf(deadLetterViewSchema).meta({ id: 'DeadLetterList' });

/** Any queue may be named: letters outlive queues. */
export const deadLetterListQuerySchema = z.object({
  queue: z.string().optional(),
  status: statusSchema.optional(),
  ...pageParams,
});

export const redriveBodySchema = z.strictObject({}).meta({ id: 'RedriveBody' });

export const redrivenSchema = z
  .object({
    redriven: z.int().min(0),
    remaining: z
      .int()
      .min(0)
      .meta({ description: 'How many still wait, those that came back at once included.' }),
  })
  .meta({ id: 'Redriven' });
export type Redriven = z.infer<typeof redrivenSchema>;
