import { type Layout, ownLayout } from './layout.ts';
import type { Details, Listed } from './product.ts';

/*
 * The stock of a hot product is split over shards, each an actor of its own. The product's actor hands units out
 * to them and takes units back. Both sides count in sums that only ever grow: `given` is what the product has ever
 * handed to a shard, `returned` what has ever come back. Every word between the two carries the sums, and who hears
 * it takes the difference. So a word may be lost, come twice or come late, and either side may die at any point: the
 * next word makes up for it, and no unit is anywhere twice.
 *
 *   product: available ──given──▶ shard: free ──▶ held ──▶ sold
 *                      ◀─returned─
 */

/** What a product tells its shards of itself: all that a hold's answer needs. */
export interface Listing {
  productId: string;
  /** Of the product. The greater one is the newer one. */
  version: number;
  onSale: boolean;
  name: string;
  image: string | null;
  price: Details['price'];
  /** The key of the waiting room that is open; null: none is. */
  roomKey: string | null;
}

/** From `from` on (when orders are placed, ms since 1970) the layouts behind the first `known` ones apply. */
export interface Seal {
  from: number;
  known: number;
}

/** What a product says to a shard, each time. */
export interface Word {
  /** Units handed out to it so far. */
  given: number;
  listing: Listing;
  /** Whether everything that is free is to come back. */
  recall: boolean;
  /** Set where other homes are about to take over. */
  seal: Seal | null;
}

/** What a shard says of itself, each time. The greater `seq` is the newer one. */
export interface Report {
  /** The shard's newest event. */
  seq: number;
  /** Units that have arrived from the product so far. */
  taken: number;
  /** Units that were given back to the product so far. */
  returned: number;
  free: number;
  held: number;
  sold: number;
  /** Units that came free there so far, by a release, an expiry or a return. */
  freed: number;
  /** The version of the listing that it knows; 0: none */
  version: number;
  /** From here on it refuses new holds; null: from nowhere on. */
  sealedFrom: number | null;
}

/** What a product knows of a shard: what it has handed out, and the shard's newest report. */
export interface ShardAccount extends Omit<Report, 'sealedFrom'> {
  given: number;
}

export interface Sharding {
  /** In the order of `since`. Only ever appended to. */
  layouts: Layout[];
  /** Set while the homes of the newest layout are being sealed: the next one will begin at `from`, or later. */
  changing: { count: number; from: number; at: number; reason: string } | null;
  /** By the number of the shard. */
  shards: ShardAccount[];
  /** Units that ever came in, less those that went out again by hand. */
  received: number;
}

export type ShardingEvent = { at: number } /** The homes of today are being sealed. */ & (
  | { type: 'ShardsChanging'; count: number; from: number; reason: string }
  /** One of them has taken a hold of an order that was placed later than `from` was. */
  | { type: 'ShardsChangePutOff'; from: number }
  | { type: 'ShardsChanged'; count: number; since: number; reason: string }
  | { type: 'StockAllotted'; shard: number; units: number }
  | ({ type: 'ShardReported'; shard: number } & Omit<Report, 'sealedFrom'>)
);

const shardingEvents = new Set([
  'ShardsChanging',
  'ShardsChangePutOff',
  'ShardsChanged',
  'StockAllotted',
  'ShardReported',
]);

export function isShardingEvent<Event extends { type: string }>(
  event: Event,
): event is Extract<Event, { type: ShardingEvent['type'] }> {
  return shardingEvents.has(event.type);
}

export const noAccount: ShardAccount = {
  given: 0,
  seq: 0,
  taken: 0,
  returned: 0,
  free: 0,
  held: 0,
  sold: 0,
  freed: 0,
  version: 0,
};

/** Units that are free at a shard, or on their way to it. */
export function freeAt({ given, taken, free }: ShardAccount): number {
  return given - taken + free;
}

export function freeInShards(sharding: Sharding | undefined): number {
  return sharding?.shards.reduce((sum, account) => sum + freeAt(account), 0) ?? 0;
}

export function layoutsOf({ sharding }: Listed): Layout[] {
  return sharding?.layouts ?? [ownLayout];
}

/** The layout that orders are placed in now. */
export function newestLayout(product: Listed): Layout {
  return layoutsOf(product).at(-1) ?? ownLayout;
}

/** Over how many shards new orders are held. */
export function openShards(product: Listed): number {
  const { count } = newestLayout(product);
  return count === 1 ? 0 : count;
}

/** The numbers of shards that anything was ever handed to, or heard of. */
export function knownShards({ sharding }: Listed): number[] {
  return (sharding?.shards ?? []).flatMap(({ given, seq }, shard) => (given > 0 || seq > 0 ? [shard] : []));
}

/** Those of them that sell by an older listing. */
export function unheardShards(product: Listed): number[] {
  const { shards = [] } = product.sharding ?? {};
  return knownShards(product).filter((shard) => (shards[shard]?.version ?? 0) < product.version);
}

export function listingOf({ productId, version, status, details, waitingRoom }: Listed): Listing {
  const { name, image, price } = details;
  const roomKey = waitingRoom?.publicKey ?? null;
  return { productId, version, onSale: status === 'active', name, image, price, roomKey };
}

/** All figures, of the product's own actor and of its shards as they were last heard of. */
export function stockInAll({ stock, sharding }: Listed): Listed['stock'] {
  const sums = (sharding?.shards ?? []).map((account) => ({
    onHand: freeAt(account) + account.held,
    held: account.held,
    sold: account.sold,
  }));
  return sums.reduce(
    (all, { onHand, held, sold }) => ({
      onHand: all.onHand + onHand,
      held: all.held + held,
      sold: all.sold + sold,
    }),
    stock,
  );
}

export function evolveSharding(product: Listed, event: ShardingEvent): Listed {
  const { stock } = product;
  const sharding = product.sharding ?? unsplit(product);
  switch (event.type) {
    case 'ShardsChanging': {
      const { type: _, ...changing } = event;
      return { ...product, sharding: { ...sharding, changing } };
    }
    case 'ShardsChangePutOff': {
      const changing = sharding.changing && { ...sharding.changing, from: event.from };
      return { ...product, sharding: { ...sharding, changing } };
    }
    case 'ShardsChanged':
      return { ...product, sharding: opened(sharding, event) };
    case 'StockAllotted': {
      const account = accountOf(sharding, event.shard);
      const shards = sharding.shards.with(event.shard, { ...account, given: account.given + event.units });
      const onHand = stock.onHand - event.units;
      return { ...product, stock: { ...stock, onHand }, sharding: { ...sharding, shards } };
    }
    case 'ShardReported': {
      const { type: _, at: __, shard, ...report } = event;
      const account = accountOf(sharding, shard);
      const onHand = stock.onHand + report.returned - account.returned;
      const shards = sharding.shards.with(shard, { ...account, ...report });
      return { ...product, stock: { ...stock, onHand }, sharding: { ...sharding, shards } };
    }
  }
}

function unsplit({ stock }: Listed): Sharding {
  return { layouts: [ownLayout], changing: null, shards: [], received: stock.onHand + stock.sold };
}

function opened(sharding: Sharding, { count, since }: { count: number; since: number }): Sharding {
  const more = count === 1 ? 0 : Math.max(0, count - sharding.shards.length);
  return {
    ...sharding,
    layouts: [...sharding.layouts, { since, count }],
    changing: null,
    shards: [...sharding.shards, ...Array.from({ length: more }, () => noAccount)],
  };
}

export function accountOf({ shards }: Sharding, shard: number): ShardAccount {
  const account = shards[shard];
  if (!account) throw new RangeError(`there is no shard ${shard}`);
  return account;
}
