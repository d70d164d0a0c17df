import * as z from 'zod';
import { productIdSchema } from '../ids.ts';
import { type Money, moneySchema, priceSchema } from '../money.ts';
import { attributesSchema, lineOfText, text } from '../text.ts';
import { timeSchema } from '../time.ts';
import type { Answer, Call } from './call.ts';
import { commaSeparated, pageOf, pageParams } from './page.ts';
import { shownWaitingRoomSchema, type Ticket } from './waiting-room.ts';

/** Keeps `onHand` an exact integer under any number of adjustments. */
export const maxStock = 1_000_000_000;

export const productBodySchema = z
  .strictObject({
    name: lineOfText(200),
    price: priceSchema,
    description: text(5_000).optional(),
    image: lineOfText(2_000).optional(),
    attributes: attributesSchema.optional(),
  })
  .meta({
    id: 'ProductBody',
    examples: [
      {
        name: 'Green Tea, 500 ml',
        price: { amount: 189, currency: 'EUR' },
        description: 'Unsweetened.',
        image: '/pictures/green-tea-500ml.svg',
        attributes: { category: 'drinks' },
      },
    ],
  });
export type ProductBody = z.infer<typeof productBodySchema>;

export const stockBodySchema = z
  .strictObject({
    delta: z
      .int()
      .min(-maxStock)
      .max(maxStock)
      .refine((delta) => delta !== 0, { error: 'must not be 0' })
      .meta({ not: { const: 0 }, description: 'Units that came in, or, negative, went out.' }),
    reason: lineOfText(200).optional(),
  })
  .meta({
    id: 'StockBody',
    examples: [
      { delta: 10, reason: 'delivery' },
      { delta: -1, reason: 'broken' },
    ],
  });
export type StockBody = z.infer<typeof stockBodySchema>;

/** From here on down a buyer is told how many are left, so every unit counts. */
export const fewLeft = 5;

/** What stock looks like from a distance: every unit up to `fewLeft`, then one band for each doubling. */
export function stockBand(units: number): number {
  return units <= fewLeft ? units : fewLeft + Math.floor(Math.log2(units));
}

const productStatusSchema = z.enum(['active', 'archived']);
export type ProductStatus = z.infer<typeof productStatusSchema>;

/** A product as anyone may see it. */
export const productViewSchema = z
  .object({
    id: productIdSchema,
    name: z.string(),
    description: z.string(),
    image: z.string().nullable(),
    attributes: z.record(z.string(), z.string()),
    price: moneySchema,
    available: z.int().min(0),
    status: productStatusSchema,
    waitingRoom: shownWaitingRoomSchema.exactOptional().meta({
      description: 'Only where there is one: who buys must have waited there first.',
    }),
    version: z.int().min(1).meta({ description: 'Counts changes of the details; sales do not move it.' }),
    updatedAt: timeSchema,
  })
  .meta({ id: 'Product' });
export type ProductView = z.infer<typeof productViewSchema>;

export const productListSchema = pageOf(productViewSchema).meta({ id: 'ProductList' });

const maxSearchLength = 200;

/** Each takes two of the hundred parameters of a statement in D1; a shopper narrows by two or three. */
const maxAttributeFilters = 10;

const attributeFilterSchema = attributesSchema
  .refine((attributes) => Object.keys(attributes).length <= maxAttributeFilters, {
    error: `must be at most ${maxAttributeFilters}`,
  })
  .default({})
  .meta({
    description: 'Attributes that all must have exactly this value: `attributes[category]=drinks`.',
    maxProperties: maxAttributeFilters,
    param: { style: 'deepObject', explode: true },
  });

const maxListedIds = 100;

export const productListQuerySchema = z
  .object({
    q: z
      .string()
      .max(maxSearchLength)
      .refine((words) => words.isWellFormed(), { error: 'must be well-formed Unicode' })
      .default('')
      .meta({
        description:
          'Words that all must be found in id, name, description or attributes, of which each finds what begins ' +
          'with it ("oni" finds "Onigiri"), whatever the case and accents. What is typed without blanks ' +
          '("green-tea", "おにぎり") must stand together. Of punctuation nothing is looked for, and of more than ' +
          'twenty words the first twenty.',
      }),
    attributes: attributeFilterSchema,
    ids: commaSeparated(productIdSchema, maxListedIds)
      .default([])
      .meta({
        description: `Only these of them: up to ${maxListedIds}, with commas. Goes without words and attributes.`,
      }),
    status: productStatusSchema
      .default('active')
      .meta({ description: 'Archived ones are for administrators only.' }),
    ...pageParams,
  })
  .refine(
    ({ ids, q, attributes }) => ids.length === 0 || (q === '' && Object.keys(attributes).length === 0),
    {
      path: ['ids'],
      error: 'goes without q and attributes',
    },
  );

const unitsSchema = z.object({ available: z.int().min(0), held: z.int().min(0), sold: z.int() });

const stockShardsSchema = z
  .object({
    count: z.int().min(1).meta({ description: 'New orders hold in so many shards; 1: in none.' }),
    changingTo: z.int().min(1).nullable().meta({ description: 'Set while their number is being changed.' }),
    received: z.int().meta({
      description: 'Units that ever came in, less those taken out by hand. `received = onHand + sold`.',
    }),
    own: unitsSchema.meta({ description: "In the product's own actor." }),
    each: z
      .array(unitsSchema.extend({ inTransit: z.int().min(0) }))
      .meta({ description: 'By the number of the shard. `inTransit`: handed out, and not heard of since.' }),
  })
  .meta({ id: 'StockShards' });

export const stockViewSchema = z
  .object({
    onHand: z.int().min(0),
    held: z.int().min(0),
    available: z.int().min(0),
    sold: z.int(),
    shards: stockShardsSchema.optional().meta({ description: 'Of a product whose stock was ever split.' }),
  })
  .meta({ id: 'Stock', description: '`available = onHand - held`, in units.' });
export type StockView = z.infer<typeof stockViewSchema>;

/** More would need more calls for each unit at the end of a sale than they save before it. */
export const maxShards = 64;

export const shardsBodySchema = z
  .strictObject({
    count: z
      .int()
      .min(1)
      .max(maxShards)
      .meta({ description: 'Over so many shards; 1: over none, as it is to begin with.' }),
  })
  .meta({ id: 'ShardsBody', examples: [{ count: 8 }] });
export type ShardsBody = z.infer<typeof shardsBodySchema>;

/** What carts and read models keep of a product. The greater `seq` is the newer one. */
export const productSnapshotSchema = z.object({
  productId: z.string(),
  seq: z.int(),
  name: z.string(),
  description: z.string(),
  image: z.string().nullable(),
  attributes: z.record(z.string(), z.string()),
  price: z.object({ amount: z.int(), currency: z.string() }),
  available: z.int(),
  status: productStatusSchema,
  waitingRoom: shownWaitingRoomSchema.exactOptional(),
  version: z.int(),
  /** ms since 1970 */
  updatedAt: z.int(),
});
export type ProductSnapshot = z.infer<typeof productSnapshotSchema>;

export interface HoldRequest {
  productId: string;
  quantity: number;
  /** For a product with a waiting room; needed to reserve, and for nothing after it. */
  ticket?: Ticket;
}

/** A hold that was granted, with the price and name at that very moment. */
export interface Held {
  productId: string;
  quantity: number;
  unitPrice: Money;
  name: string;
  image: string | null;
}

/** What the other services ask of Product. A hold is named by `holdId` and the product. */
export interface ProductService {
  /** The product as it is now, or null when there is none. */
  quote(productId: string): Promise<ProductSnapshot | null>;
  /** Several, in the order of their ids as given. */
  quoteAll(productIds: string[]): Promise<(ProductSnapshot | null)[]>;
  /**
   * Holds all of them or none: in order of product id, so that two orders never wait for each other; after
   * a refusal it lists everything that is short and holds nothing further. What was held before the refusal
   * is for the caller to release. Repeating it is the same operation.
   * @param ttlMs how long the holds live unless they are resolved
   * @param placedAt when the order was placed (ms since 1970, the same in every repeat): by it a product whose stock
   *   is split finds the hold again, here and in what follows. Callers of an older release leave it out.
   */
  reserve(
    holdId: string,
    lines: HoldRequest[],
    ttlMs: number,
    cause: Call['cause'],
    placedAt?: number,
  ): Promise<Answer<Held[]>>;
  /** Turns holds into sales, with a late one re-acquired where stock allows. */
  commit(
    holdId: string,
    lines: HoldRequest[],
    cause: Call['cause'],
    placedAt?: number,
  ): Promise<Answer<null>>;
  /** Gives holds back. One that never came is remembered, so that it is refused when it comes late. */
  release(holdId: string, productIds: string[], cause: Call['cause'], placedAt?: number): Promise<void>;
  /** Undoes whatever became of the holds: open ones are released, sold ones come back on the shelf. */
  giveBack(holdId: string, productIds: string[], cause: Call['cause'], placedAt?: number): Promise<void>;
  /** Puts some units of a sale back on the shelf, once for each `returnId`. The rest stays sold. */
  restock(
    holdId: string,
    returnId: string,
    lines: HoldRequest[],
    cause: Call['cause'],
    placedAt?: number,
  ): Promise<void>;
}
