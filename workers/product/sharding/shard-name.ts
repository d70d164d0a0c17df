import { productIdSchema } from '../../../shared/ids.ts';

/** Stands in no product's id, and needs no escaping in a URL. */
const separator = '~';

/** The name of an actor that has a part of a product's stock. */
export function shardName(productId: string, shard: number): string {
  return `${productId}${separator}${shard}`;
}

/** @throws for a name that no shard has */
export function shardNamed(name: string): { productId: string; shard: number } {
  const [productId = '', shard = ''] = name.split(separator);
  if (!productIdSchema.safeParse(productId).success || !/^\d+$/.test(shard))
    throw new Error(`no shard is called ${name}`);
  return { productId, shard: Number(shard) };
}

export function isShardName(name: string): boolean {
  return name.includes(separator);
}
