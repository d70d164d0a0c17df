import type { ProductService } from '../../shared/contracts/product.ts';
import { ProductActor, type ProductSubscribers } from '../../workers/product/actor.ts';
import { productService, type RemoteProduct } from '../../workers/product/service.ts';
import { type Home, KnownLayouts, type OwnHome, productAt } from '../../workers/product/sharding/homes.ts';
import { shardName } from '../../workers/product/sharding/shard-name.ts';
import { ShardedProduct } from '../../workers/product/sharding/sharded-product.ts';
import { StockShardActor } from '../../workers/product/stock-shard.ts';
import { Host, type Process } from './host.ts';
import type { Caller } from './network.ts';
import { remote } from './remote.ts';
import { SoldOutWatch } from './sold-out-watch.ts';
import type { World } from './world.ts';

const holdMethods = ['reserve', 'commit', 'release', 'giveBack', 'restock'] as const;

/** Products, and the shards over which the stock of some is split. */
export class StockActors {
  readonly products = new Map<string, Host<ShardedProduct>>();
  readonly shards = new Map<string, Map<number, Host<StockShardActor>>>();
  readonly soldOut = new SoldOutWatch(this);
  readonly #world: World;
  readonly #subscribers: (process: Process) => ProductSubscribers;
  readonly #known = new KnownLayouts();

  constructor(world: World, subscribers: (process: Process) => ProductSubscribers) {
    this.#world = world;
    this.#subscribers = subscribers;
  }

  product(id: string): Host<ShardedProduct> {
    let host = this.products.get(id);
    if (!host) {
      host = new Host(this.#world, `product ${id}`, (platform, process) => {
        const product = new ProductActor(platform, id, this.#subscribers(process));
        const shardOf = (shard: number) => remote(this.#world, this.shard(id, shard), process, ['hear']);
        return new ShardedProduct(product, platform, shardOf);
      });
      this.products.set(id, host);
    }
    return host;
  }

  shard(id: string, shard: number): Host<StockShardActor> {
    const shards = this.shards.get(id) ?? new Map<number, Host<StockShardActor>>();
    this.shards.set(id, shards);
    let host = shards.get(shard);
    if (!host) {
      host = new Host(this.#world, `product ${shardName(id, shard)}`, (platform, process) => {
        const product = remote(this.#world, this.product(id), process, ['report', 'refill']);
        return new StockShardActor(platform, id, shard, product);
      });
      shards.set(shard, host);
    }
    return host;
  }

  service(caller: Caller): ProductService {
    const homes = {
      own: (id: string) =>
        remote(this.#world, this.product(id), caller, [...holdMethods, 'layouts', 'snapshot']) as OwnHome,
      shard: (id: string, shard: number) =>
        remote(this.#world, this.shard(id, shard), caller, holdMethods) as Home,
    };
    return productService((id) => this.#watched(id, productAt(id, homes, this.#known)));
  }

  #watched(id: string, product: RemoteProduct): RemoteProduct {
    return {
      ...product,
      reserve: (...args) => this.soldOut.watched(id, args[1], () => product.reserve(...args)),
    };
  }
}
