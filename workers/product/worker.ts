import { WorkerEntrypoint } from 'cloudflare:workers';
import { AuditedObject } from '../../shared/actor/audited-object.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Call } from '../../shared/contracts/call.ts';
import type { CartService } from '../../shared/contracts/cart.ts';
import type { DeadLetter } from '../../shared/contracts/dead-letter.ts';
import type { ProductUpdated } from '../../shared/contracts/events.ts';
import type {
  HoldRequest,
  ProductBody,
  ProductService as ProductServiceContract,
  StockBody,
} from '../../shared/contracts/product.ts';
import type { ProductLine } from '../../shared/contracts/product-line.ts';
import { ProductActor, type ProductSubscribers, productDefinition } from './actor.ts';
import { Catalog } from './catalog.ts';
import { type CatalogKeeper, catalogKeeper } from './catalog-keeper.ts';
import { handleBatch } from './queue.ts';
import { routes } from './routes.ts';
import { productService } from './service.ts';

export { CatalogKeeper } from './catalog-keeper.ts';

export interface Env {
  PRODUCTS: DurableObjectNamespace<Product>;
  KEEPERS: DurableObjectNamespace<CatalogKeeper>;
  CATALOG: D1Database;
  /** A queue per subscriber: a queue has one consumer. */
  TO_CATALOG: Queue<ProductUpdated>;
  TO_CARTS: Queue<ProductUpdated>;
  DEAD_LETTERS: Queue<DeadLetter>;
  CART: CartService;
}

/** The HTTP API, reached through the gateway only. */
export class ProductHttp extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return routes.fetch(request, this.env);
  }
}

/** What the other services call. */
export class ProductService extends WorkerEntrypoint<Env> implements ProductServiceContract {
  readonly #service = productService((id) => this.env.PRODUCTS.getByName(id));

  quote(productId: string) {
    return this.#service.quote(productId);
  }
  reserve(holdId: string, lines: HoldRequest[], ttlMs: number, cause: Cause) {
    return this.#service.reserve(holdId, lines, ttlMs, cause);
  }
  commit(holdId: string, lines: HoldRequest[], cause: Cause) {
    return this.#service.commit(holdId, lines, cause);
  }
  release(holdId: string, productIds: string[], cause: Cause) {
    return this.#service.release(holdId, productIds, cause);
  }
  giveBack(holdId: string, productIds: string[], cause: Cause) {
    return this.#service.giveBack(holdId, productIds, cause);
  }
  restock(holdId: string, returnId: string, lines: HoldRequest[], cause: Cause) {
    return this.#service.restock(holdId, returnId, lines, cause);
  }
}

/** One sellable unit. */
export class Product extends AuditedObject<Env, ProductActor> {
  protected readonly definition = productDefinition;

  protected house(platform: Platform): ProductActor {
    return new ProductActor(platform, this.name, subscribers(this.env));
  }

  put(body: ProductBody, call: Call) {
    return this.housed.put(body, call);
  }
  archive(call: Call) {
    return this.housed.archive(call);
  }
  import(line: ProductLine, cause: Cause) {
    return this.housed.import(line, cause);
  }
  export() {
    return this.housed.export();
  }
  adjust(body: StockBody, call: Call) {
    return this.housed.adjust(body, call);
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
  reserve(holdId: string, quantity: number, ttlMs: number, cause: Cause) {
    return this.housed.reserve(holdId, quantity, ttlMs, cause);
  }
  commit(holdId: string, quantity: number, cause: Cause) {
    return this.housed.commit(holdId, quantity, cause);
  }
  release(holdId: string, cause: Cause) {
    return this.housed.release(holdId, cause);
  }
  giveBack(holdId: string, cause: Cause) {
    return this.housed.giveBack(holdId, cause);
  }
  restock(holdId: string, returnId: string, quantity: number, cause: Cause) {
    return this.housed.restock(holdId, returnId, quantity, cause);
  }
}

function subscribers(env: Env): ProductSubscribers {
  return {
    async tell(event) {
      await Promise.all([env.TO_CATALOG.send(event), env.TO_CARTS.send(event)]);
    },
    async haveHeard(productId, seq) {
      const catalog = new Catalog(env.CATALOG);
      const known = await Promise.all([catalog.seqOf(productId), env.CART.copiedSeq(productId)]);
      return Math.min(...known) >= seq;
    },
  };
}

export default {
  queue: (batch, env) => handleBatch(batch, new Catalog(env.CATALOG), env.DEAD_LETTERS),
  async scheduled(_, env) {
    await catalogKeeper(env).keep();
  },
} satisfies ExportedHandler<Env>;
