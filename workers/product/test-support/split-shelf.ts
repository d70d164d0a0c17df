import type { Held } from '../../../shared/contracts/product.ts';
import { Clock, Host } from '../../../shared/test-support/host.ts';
import { ProductActor } from '../actor.ts';
import type { Homed } from '../sharding/homed.ts';
import { KnownLayouts, productAt } from '../sharding/homes.ts';
import { ShardedProduct } from '../sharding/sharded-product.ts';
import type { RemoteShard } from '../sharding/split-stock.ts';
import { StockShardActor } from '../stock-shard.ts';
import { productId, ttlMs } from './salmon.ts';
import { admin, body, cause } from './shelf.ts';

/** A product and its shards, each on a disk of its own. A call to one that is down fails. */
export class SplitShelf {
  readonly clock = new Clock();
  readonly product: Host<ShardedProduct>;
  readonly shards = new Map<number, Host<StockShardActor>>();
  readonly down = new Set<number>();
  /** Calls that came to shards. */
  heard = 0;

  constructor() {
    const subscribers = { tell: async () => {}, haveHeard: async () => true };
    this.product = new Host(this.clock, (platform) => {
      const product = new ProductActor(platform, productId, subscribers);
      return new ShardedProduct(product, platform, (shard) => this.#remote(shard));
    });
  }

  /** A listed product with so many on hand, over so many shards. */
  static async with(onHand: number, count: number): Promise<SplitShelf> {
    const shelf = new SplitShelf();
    await shelf.product.housed.put(body, admin);
    await shelf.product.housed.adjust({ delta: onHand }, admin);
    await shelf.split(count);
    return shelf;
  }

  async split(count: number): Promise<void> {
    this.product.housed.changeShards(count, admin);
    await this.product.settle();
  }

  shard(shard: number): Host<StockShardActor> {
    let host = this.shards.get(shard);
    if (!host) {
      const product = {
        report: async (...args: Parameters<ShardedProduct['report']>) => this.product.housed.report(...args),
        refill: (...args: Parameters<ShardedProduct['refill']>) => this.product.housed.refill(...args),
      };
      host = new Host(this.clock, (platform) => new StockShardActor(platform, productId, shard, product));
      this.shards.set(shard, host);
    }
    return host;
  }

  /** As the product service would, with what it knows of layouts. */
  get asCalled() {
    const homes = {
      own: () => this.product.housed,
      shard: (_: string, shard: number) => this.shard(shard).housed,
    };
    return productAt(productId, homes as unknown as Parameters<typeof productAt>[1], new KnownLayouts());
  }

  reserve(holdId: string, quantity = 1) {
    return this.asCalled.reserve(holdId, quantity, ttlMs, cause, undefined, this.clock.now);
  }

  get layouts() {
    return this.product.housed.layouts();
  }

  #remote(shard: number): RemoteShard {
    return {
      hear: async (word) => {
        this.heard += 1;
        if (this.down.has(shard)) throw new Error(`shard ${shard} is down`);
        return this.shard(shard).housed.hear(word);
      },
    };
  }
}

/** What was granted, or why not. */
export function priceOf(answer: Homed<Held>): number | string {
  if (!('ok' in answer)) return 'moved' in answer ? 'moved' : 'busy';
  return answer.ok ? answer.value.unitPrice.amount : answer.rejection.type;
}
