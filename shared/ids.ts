import * as z from 'zod';

// Crockford's base 32 in lower case: no letter that is read as a digit.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 130 bits: cannot be guessed, and never meets another by chance. */
const idLength = 26;

/** A merchant's own product id. It is part of URLs, so it is narrow. */
export const productIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, { error: 'must match [a-z0-9][a-z0-9._-]{0,63}' })
  .meta({ id: 'ProductId', description: "The merchant's own id.", examples: ['green-tea-500ml'] });

/** A product, or one of the shards over which its stock is split: `salmon~3`. */
export const stockActorIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}(~([0-9]|[1-5][0-9]|6[0-3]))?$/, {
    error: 'is no product and no shard of one',
  })
  .meta({
    id: 'StockActorId',
    description: "A product's id, or, behind a tilde, one of the shards of its stock.",
    examples: ['green-tea-500ml', 'green-tea-500ml~3'],
  });

export const cartIdSchema = z
  .string()
  .regex(/^crt_[0-9a-hjkmnp-tv-z]{26}$/, { error: 'is not a cart id' })
  .meta({ id: 'CartId', examples: ['crt_hxpaqpbv4h4g9nmjpzcspqxerx'] });

export const orderIdSchema = z
  .string()
  .regex(/^ord_[0-9a-hjkmnp-tv-z]{26}$/, { error: 'is not an order id' })
  .meta({ id: 'OrderId', examples: ['ord_w5x2zmjwzcdrz9hxbpyh2x6z0h'] });

/** An order is told of in one notification of each kind, and in one for each refund. */
export const notificationIdSchema = z
  .string()
  .regex(/^ord_[0-9a-hjkmnp-tv-z]{26}-(confirmed|canceled|fulfilled|refund-[1-9][0-9]*)$/, {
    error: 'is not the id of a notification',
  })
  .meta({ id: 'NotificationId', examples: ['ord_w5x2zmjwzcdrz9hxbpyh2x6z0h-confirmed'] });

export const deadLetterIdSchema = z
  .string()
  .regex(/^dlt_[0-9a-hjkmnp-tv-z]{26}$/, { error: 'is not the id of a dead letter' })
  .meta({ id: 'DeadLetterId', examples: ['dlt_w5x2zmjwzcdrz9hxbpyh2x6z0h'] });

export const webhookIdSchema = z
  .string()
  .regex(/^whk_[0-9a-hjkmnp-tv-z]{26}$/, { error: 'is not a webhook id' })
  .meta({ id: 'WebhookId', examples: ['whk_3f9m0cqk2v7d8wznx5hsty4jra'] });

export type IdPrefix = 'crt' | 'ord' | 'ctk' | 'dlt' | 'whk';

/**
 * An id made of the first 26 of the bytes given: random ones for an id nobody can guess, a digest for one
 * that a repeat of the same request finds again.
 */
export function idFrom(prefix: IdPrefix, bytes: Uint8Array): string {
  if (bytes.length < idLength) throw new RangeError(`an id takes ${idLength} bytes, not ${bytes.length}`);
  let id = `${prefix}_`;
  for (let i = 0; i < idLength; i++) id += alphabet[(bytes[i] as number) & 31];
  return id;
}

export function randomId(prefix: IdPrefix): string {
  return idFrom(prefix, crypto.getRandomValues(new Uint8Array(idLength)));
}
