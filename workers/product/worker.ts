import { WorkerEntrypoint } from 'cloudflare:workers';
import { AuditedObject } from '../../shared/actor/audited-object.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Call } from '../../shared/contracts/call.ts';
import type { DeadLetter } from '../../shared/contracts/dead-letter.ts';
import type {
  HoldRequest,
  ProductBody,
  ProductService as ProductServiceContract,
  StockBody,
} from '../../shared/contracts/product.ts';
import type { ProductLine } from '../../shared/contracts/product-line.ts';
import type { SagaReply } from '../../shared/contracts/saga-messages.ts';
import type { Ticket } from '../../shared/contracts/waiting-room.ts';
import { observedBatch } from '../../shared/queue/observed.ts';
import { wiringOf } from '../../shared/wiring.ts';
import { ProductActor, productDefinition } from './actor.ts';
import { Catalog } from './catalog.ts';
import { type CatalogKeeper, catalogKeeper } from './catalog-keeper.ts';
import type { OpenWaitingRoom } from './domain/product.ts';
import type { Report, Word } from './domain/sharding.ts';
import { handleBatch } from './queue.ts';
import { routes } from './routes.ts';
import { productService } from './service.ts';
import { KnownLayouts, productAt } from './sharding/homes.ts';
import { shardName, shardNamed } from './sharding/shard-name.ts';
import { ShardedProduct } from './sharding/sharded-product.ts';
import { StockShardActor, shardDefinition } from './stock-shard.ts';
import { type SubscriberEnv, subscribersOf } from './subscribers.ts';
import { admittedBy, roomOf } from './waiting-room/admission.ts';
import type { WaitingRoom } from './waiting-room/object.ts';

export { CatalogKeeper } from './catalog-keeper.ts';
export { WaitingRoom } from './waiting-room/object.ts';

export interface Env extends SubscriberEnv {
  PRODUCTS: DurableObjectNamespace<Product>;
  STOCK: DurableObjectNamespace<StockShard>;
  KEEPERS: DurableObjectNamespace<CatalogKeeper>;
  WAITING_ROOMS: DurableObjectNamespace<WaitingRoom>;
  /** To orders whose steps go by messages. */
  REPLIES: Queue<SagaReply>;
  DEAD_LETTERS: Queue<DeadLetter>;
  /** How the services talk to each other: shared/wiring.ts. */
  WIRING: string;
}

/** The HTTP API, reached through the gateway only. */
export class ProductHttp extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return routes.fetch(request, this.env);
  }
}

/** What the other services call. */
export class ProductService extends WorkerEntrypoint<Env> implements ProductServiceContract {
  readonly #service = serviceOf(this.env);

  quote(productId: string) {
    return this.#service.quote(productId);
  }
  quoteAll(productIds: string[]) {
    return this.#service.quoteAll(productIds);
  }
  reserve(holdId: string, lines: HoldRequest[], ttlMs: number, cause: Cause, placedAt?: number) {
    return this.#service.reserve(holdId, lines, ttlMs, cause, placedAt);
  }
  commit(holdId: string, lines: HoldRequest[], cause: Cause, placedAt?: number) {
    return this.#service.commit(holdId, lines, cause, placedAt);
  }
  release(holdId: string, productIds: string[], cause: Cause, placedAt?: number) {
    return this.#service.release(holdId, productIds, cause, placedAt);
  }
  giveBack(holdId: string, productIds: string[], cause: Cause, placedAt?: number) {
    return this.#service.giveBack(holdId, productIds, cause, placedAt);
  }
  restock(holdId: string, returnId: string, lines: HoldRequest[], cause: Cause, placedAt?: number) {
    return this.#service.restock(holdId, returnId, lines, cause, placedAt);
  }
}

/** One sellable unit. */
export class Product extends AuditedObject<Env, ShardedProduct> {
  protected readonly definition = productDefinition;

  protected house(platform: Platform): ShardedProduct {
    const { env, name } = this;
    const product = new ProductActor(platform, name, subscribersOf(env, wiringOf(env)));
    return new ShardedProduct(product, platform, (shard) => env.STOCK.getByName(shardName(name, shard)));
  }

  put(body: ProductBody, call: Call) {
    return this.command((product) => product.put(body, call));
  }
  archive(call: Call) {
    return this.command((product) => product.archive(call));
  }
  import(line: ProductLine, cause: Cause) {
    return this.command((product) => product.import(line, cause));
  }
  export() {
    return this.housed.export();
  }
  adjust(body: StockBody, call: Call) {
    return this.command((product) => product.adjust(body, call));
  }
  changeShards(count: number, call: Call) {
    return this.command((product) => product.changeShards(count, call));
  }
  layouts() {
    return this.housed.layouts();
  }
  report(shard: number, report: Report) {
    return this.command((product) => product.report(shard, report));
  }
  refill(shard: number, report: Report, wanted: number) {
    return this.housed.refill(shard, report, wanted);
  }
  view() {
    return this.housed.view();
  }
  stock() {
    return this.housed.stock();
  }
  snapshot() {
    return this.housed.snapshot();
  }
  standing() {
    return this.housed.standing();
  }
  openWaitingRoom(room: OpenWaitingRoom, cause: Cause) {
    return this.command((product) => product.openWaitingRoom(room, cause));
  }
  closeWaitingRoom(cause: Cause) {
    return this.command((product) => product.closeWaitingRoom(cause));
  }
  async reserve(
    holdId: string,
    quantity: number,
    ttlMs: number,
    cause: Cause,
    ticket?: Ticket,
    placedAt?: number,
  ) {
    const room = roomOf(this.housed.actor.state);
    const key = await admittedBy(room, ticket, Date.now());
    return this.command((product) => product.reserve(holdId, quantity, ttlMs, cause, key, placedAt));
  }
  commit(holdId: string, quantity: number, cause: Cause, placedAt?: number) {
    return this.command((product) => product.commit(holdId, quantity, cause, placedAt));
  }
  release(holdId: string, cause: Cause, placedAt?: number) {
    return this.command((product) => product.release(holdId, cause, placedAt));
  }
  giveBack(holdId: string, cause: Cause, placedAt?: number) {
    return this.command((product) => product.giveBack(holdId, cause, placedAt));
  }
  restock(holdId: string, returnId: string, quantity: number, cause: Cause, placedAt?: number) {
    return this.command((product) => product.restock(holdId, returnId, quantity, cause, placedAt));
  }
}

/** A part of a hot product's stock: docs/hot-products.md. */
export class StockShard extends AuditedObject<Env, StockShardActor> {
  protected readonly definition = shardDefinition;

  protected house(platform: Platform): StockShardActor {
    const { productId, shard } = shardNamed(this.name);
    return new StockShardActor(platform, productId, shard, this.env.PRODUCTS.getByName(productId));
  }

  hear(word: Word) {
    return this.command((shard) => shard.hear(word));
  }
  async reserve(
    holdId: string,
    quantity: number,
    ttlMs: number,
    cause: Cause,
    ticket: Ticket | undefined,
    placedAt: number,
    known: number,
  ) {
    const key = await this.housed.admits(ticket);
    return this.command((shard) => shard.reserve(holdId, quantity, ttlMs, cause, key, placedAt, known));
  }
  commit(holdId: string, quantity: number, cause: Cause, placedAt: number, known: number) {
    return this.command((shard) => shard.commit(holdId, quantity, cause, placedAt, known));
  }
  release(holdId: string, cause: Cause, placedAt: number, known: number) {
    return this.command((shard) => shard.release(holdId, cause, placedAt, known));
  }
  giveBack(holdId: string, cause: Cause, placedAt: number, known: number) {
    return this.command((shard) => shard.giveBack(holdId, cause, placedAt, known));
  }
  restock(holdId: string, returnId: string, quantity: number, cause: Cause, placedAt: number, known: number) {
    return this.command((shard) => shard.restock(holdId, returnId, quantity, cause, placedAt, known));
  }
}

/** Shared by all requests that this process serves. */
const knownLayouts = new KnownLayouts();

function serviceOf(env: Env): ProductServiceContract {
  const homes = {
    own: (id: string) => env.PRODUCTS.getByName(id),
    shard: (id: string, shard: number) => env.STOCK.getByName(shardName(id, shard)),
  };
  return productService((id) => productAt(id, homes, knownLayouts));
}

export default {
  queue: (batch, env) => {
    const receivers = {
      catalog: new Catalog(env.CATALOG),
      service: serviceOf(env),
      replies: env.REPLIES,
    };
    return observedBatch('product', batch, (watched) =>
      handleBatch(watched, receivers, env.DEAD_LETTERS, Date.now),
    );
  },
  async scheduled(_, env) {
    await catalogKeeper(env).keep();
  },
} satisfies ExportedHandler<Env>;
