import { noFaults, World } from '../../test/simulation/world.ts';
import { ProductActor } from '../../workers/product/actor.ts';
import { productService } from '../../workers/product/service.ts';
import { type Home, KnownLayouts, type OwnHome, productAt } from '../../workers/product/sharding/homes.ts';
import { ShardedProduct } from '../../workers/product/sharding/sharded-product.ts';
import type { RemoteShard } from '../../workers/product/sharding/split-stock.ts';
import { type ParentProduct, StockShardActor } from '../../workers/product/stock-shard.ts';
import { LimitedActor } from './limited-actor.ts';

const productId = 'apple';
const call = { caller: { kind: 'admin' }, cause: { caller: 'admin', request: 'bench', trace: '' } } as const;
const { cause } = call;
/** Enough to keep every shard busy, and too few for anybody to wait for long. */
const buyersPerShard = 20;
const holdTtlMs = 20 * 60_000;

export interface SaleResult {
  sold: number;
  /** Simulated, until the last was sold, or the time was over. */
  ms: number;
}

/**
 * Buyers who hold and pay one unit, again and again, each as soon as he has heard of the one before.
 *
 * @param lastsMs how long they come, in simulated ms
 */
export function sale(shards: number, units: number, lastsMs: number): Promise<SaleResult> {
  const world = new World(1, noFaults);
  return world.inhabit(async () => {
    const shop = shopOf(world);
    shop.own.put({ name: 'Apple', price: { amount: 500, currency: 'EUR' } }, call);
    shop.own.adjust({ delta: units }, call);
    // Split once before, it does not split itself while it is measured.
    for (const count of [2, shards]) {
      shop.own.changeShards(count, call);
      await world.run(1_000, () => {});
    }
    // The first to come finds out how it is split.
    shop.service.release('ord_first', [productId], cause, world.now).catch(() => {});
    await world.run(1_000, () => {});
    const result = { sold: 0, ms: lastsMs };
    const began = world.now;
    const buy = async (holdId: string): Promise<boolean> => {
      const lines = [{ productId, quantity: 1 }];
      const placedAt = world.now;
      const held = await shop.service.reserve(holdId, lines, holdTtlMs, cause, placedAt);
      return held.ok && (await shop.service.commit(holdId, lines, cause, placedAt)).ok;
    };
    const buyers = Array.from({ length: buyersPerShard * shards }, async (_, index) => {
      for (let turn = 0; await buy(`ord_${index}-${turn}`); turn++) {
        if (world.now - began > lastsMs) return;
        result.sold += 1;
        if (result.sold === units) result.ms = world.now - began;
      }
    });
    const all = Promise.all(buyers);
    await world.run(lastsMs + 60_000, () => {});
    await all;
    return result;
  });
}

/** One product and its shards, as the product service calls them. */
function shopOf(world: World) {
  const subscribers = { tell: async () => {}, haveHeard: async () => true };
  const shards = new Map<number, LimitedActor<StockShardActor>>();
  const shardAt = (shard: number): LimitedActor<StockShardActor> => {
    const known =
      shards.get(shard) ??
      new LimitedActor(world, (platform) => {
        return new StockShardActor(
          platform,
          productId,
          shard,
          called(own, ['report', 'refill']) as ParentProduct,
        );
      });
    shards.set(shard, known);
    return known;
  };
  const own = new LimitedActor(world, (platform) => {
    const product = new ProductActor(platform, productId, subscribers);
    return new ShardedProduct(product, platform, (shard) => called(shardAt(shard), ['hear']) as RemoteShard);
  });
  const holding = ['reserve', 'commit', 'release', 'giveBack', 'restock'] as const;
  const homes = {
    own: () => called(own, [...holding, 'layouts', 'snapshot']) as OwnHome,
    shard: (_: string, shard: number) => called(shardAt(shard), holding) as Home,
  };
  const known = new KnownLayouts();
  return { own: own.housed, service: productService((id) => productAt(id, homes, known)) };
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

function called<Housed extends object>(
  actor: LimitedActor<Housed>,
  methods: readonly (keyof Housed & string)[],
): object {
  const calls = methods.map((method) => [
    method,
    (...args: unknown[]) => actor.call((housed) => (housed as unknown as Methods)[method]?.(...args)),
  ]);
  return Object.fromEntries(calls);
}
