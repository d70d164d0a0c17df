import * as z from 'zod';
import { productIdSchema } from '../ids.ts';
import { wholeNumber } from './page.ts';
import { maxStock, productBodySchema } from './product.ts';

/**
 * Cloudflare takes bodies of 100 MB on most plans and tells larger ones so itself; a little more is for the
 * plans on which it does not.
 */
export const maxImportBytes = 100 * 2 ** 20;

/** A product as a line of a file: what is imported, and what is exported. */
export const productLineSchema = productBodySchema
  .extend({
    id: productIdSchema,
    stock: z.int().min(0).max(maxStock).meta({ description: 'Units on the shelf, held ones among them.' }),
  })
  .meta({
    id: 'ProductLine',
    examples: [
      { id: 'green-tea-500ml', name: 'Green Tea', price: { amount: 189, currency: 'EUR' }, stock: 24 },
    ],
  });
export type ProductLine = z.infer<typeof productLineSchema>;

const importStatusSchema = z.enum(['created', 'updated', 'unchanged']);
/** What an import has made of a product. */
export type ImportStatus = z.infer<typeof importStatusSchema>;

/** What became of a line. Its problem is a problem document, with the facts that a line can be refused for. */
export const importResultSchema = z
  .object({
    line: z.int().min(1).meta({ description: 'Counts from 1, blank lines too.' }),
    id: z.string().optional().meta({ description: "The product's, where the line has told it." }),
    status: z.enum([...importStatusSchema.options, 'failed']),
    problem: z
      .object({
        type: z.string(),
        title: z.string(),
        status: z.int(),
        detail: z.string(),
        code: z.string(),
        errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
        onHand: z.int().optional(),
        held: z.int().optional(),
        limit: z.int().optional(),
        service: z.string().optional(),
      })
      .optional()
      .meta({ description: 'Why it has failed: a problem document.' }),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof importResultSchema>;

/** Cloudflare lets one request make 10,000 calls to actors, and an export makes one for each product. */
const maxExportLimit = 9_000;

export const exportQuerySchema = z.object({
  after: productIdSchema
    .optional()
    .meta({ description: 'Where to go on: the id of the last product that you have.' }),
  limit: z
    .preprocess(
      wholeNumber(4),
      z
        .int({ error: `must be 1 to ${maxExportLimit}` })
        .min(1)
        .max(maxExportLimit)
        .optional(),
    )
    .meta({ description: 'How many products at most. All, if left out.' }),
});
