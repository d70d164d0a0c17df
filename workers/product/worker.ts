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
import { handleBatch } from './queue.ts';
import { routes } from './routes.ts';
import { productService } from './service.ts';
import { type SubscriberEnv, subscribersOf } from './subscribers.ts';
import { admittedBy } from './waiting-room/admission.ts';
import type { WaitingRoom } from './waiting-room/object.ts';

export { CatalogKeeper } from './catalog-keeper.ts';
export { WaitingRoom } from './waiting-room/object.ts';

export interface Env extends SubscriberEnv {
  PRODUCTS: DurableObjectNamespace<Product>;
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
    return new ProductActor(platform, this.name, subscribersOf(this.env, wiringOf(this.env)));
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
  async reserve(holdId: string, quantity: number, ttlMs: number, cause: Cause, ticket?: Ticket) {
    const key = await admittedBy(this.housed.actor.state, ticket, Date.now());
    return this.command((product) => product.reserve(holdId, quantity, ttlMs, cause, key));
  }
  commit(holdId: string, quantity: number, cause: Cause) {
    return this.command((product) => product.commit(holdId, quantity, cause));
  }
  release(holdId: string, cause: Cause) {
    return this.command((product) => product.release(holdId, cause));
  }
  giveBack(holdId: string, cause: Cause) {
    return this.command((product) => product.giveBack(holdId, cause));
  }
  restock(holdId: string, returnId: string, quantity: number, cause: Cause) {
    return this.command((product) => product.restock(holdId, returnId, quantity, cause));
  }
}

function serviceOf(env: Env): ProductServiceContract {
  return productService((id) => env.PRODUCTS.getByName(id));
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
