import * as z from 'zod';
import { timeSchema } from '../time.ts';

export const rebuildBodySchema = z.strictObject({}).meta({ id: 'RebuildBody' });

/** How the newest rebuild of a read model is, or was. */
export const rebuildViewSchema = z
  .object({
    status: z.enum(['idle', 'rebuilding', 'failed']).meta({
      description: '`failed`: what is read is still what it was before, and goes on being fed.',
    }),
    processed: z.int().min(0).meta({ description: 'Actors that have been asked, and have answered.' }),
    total: z.int().min(0).meta({ description: 'Actors that are to be asked.' }),
    startedAt: timeSchema.exactOptional(),
    finishedAt: timeSchema.exactOptional(),
    reason: z.string().exactOptional().meta({
      description: 'Why it failed; while it rebuilds, why it does not come forward and tries again.',
    }),
  })
  .meta({ id: 'Rebuild' });
export type RebuildView = z.infer<typeof rebuildViewSchema>;

/** How far a read model is behind what it shows. */
export const readModelHealthSchema = z
  .object({
    lagMs: z
      .int()
      .min(0)
      .nullable()
      .meta({ description: 'From what happened to its being listed: the slowest of the newest batch.' }),
    at: timeSchema.nullable().meta({ description: 'When that batch was listed.' }),
    lagging: z
      .int()
      .min(0)
      .meta({ description: 'Products or orders that the last sweep found more than a minute behind.' }),
    sweptAt: timeSchema.nullable().meta({ description: 'When the last sweep was.' }),
  })
  .meta({ id: 'ReadModelHealth' });
export type ReadModelHealth = z.infer<typeof readModelHealthSchema>;
