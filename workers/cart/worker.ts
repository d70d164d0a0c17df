import { WorkerEntrypoint } from 'cloudflare:workers';
import { AuditedObject } from '../../shared/actor/audited-object.ts';
import { ActorObject } from '../../shared/actor/durable-object.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Call } from '../../shared/contracts/call.ts';
import type { Caller, Owner } from '../../shared/contracts/caller.ts';
import type { CartService as CartServiceContract } from '../../shared/contracts/cart.ts';
import type { DeadLetter } from '../../shared/contracts/dead-letter.ts';
import type { OrderEvent, ProductUpdated } from '../../shared/contracts/events.ts';
import type { OrderService } from '../../shared/contracts/order.ts';
import type { ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import type { SagaReply } from '../../shared/contracts/saga-messages.ts';
import { observedBatch } from '../../shared/queue/observed.ts';
import { CartActor, type CartPeers, cartDefinition } from './actor.ts';
import { CartSockets } from './cart-sockets.ts';
import type { Surrender } from './domain/commands.ts';
import type { ProductFacts } from './domain/line.ts';
import { ProductCopy as Copy, factsOf } from './product-copy.ts';
import { handleBatch } from './queue.ts';
import { routes } from './routes.ts';
import { cartService } from './service.ts';
import type { LookedUp } from './shelf.ts';

export interface Env {
  CARTS: DurableObjectNamespace<Cart>;
  COPIES: DurableObjectNamespace<ProductCopy>;
  PRODUCT: ProductService;
  ORDER: OrderService;
  /** To orders whose steps go by messages. */
  REPLIES: Queue<SagaReply>;
  DEAD_LETTERS: Queue<DeadLetter>;
  /** How the services talk to each other: shared/wiring.ts. */
  WIRING: string;
  /** ISO 4217: of carts that are created without one. */
  DEFAULT_CURRENCY: string;
}

/** The HTTP API, reached through the gateway only. */
export class CartHttp extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return routes.fetch(request, this.env);
  }
}

/** What the other services call. */
export class CartService extends WorkerEntrypoint<Env> implements CartServiceContract {
  readonly #service = serviceOf(this.env);

  beginCheckout(cartId: string, call: Call) {
    return this.#service.beginCheckout(cartId, call);
  }
  validate(cartId: string, orderId: string, cause: Cause) {
    return this.#service.validate(cartId, orderId, cause);
  }
  reopen(cartId: string, orderId: string, cause: Cause, options: { forget: boolean }) {
    return this.#service.reopen(cartId, orderId, cause, options);
  }
  belongsTo(cartId: string, caller: Caller) {
    return this.#service.belongsTo(cartId, caller);
  }
  copiedSeq(productId: string) {
    return this.#service.copiedSeq(productId);
  }
  productUpdated(event: ProductUpdated) {
    return this.#service.productUpdated(event);
  }
  orderEvent(event: OrderEvent) {
    return this.#service.orderEvent(event);
  }
}

/** One cart. */
export class Cart extends AuditedObject<Env, CartActor> {
  protected readonly definition = cartDefinition;
  readonly #sockets = new CartSockets(this.ctx, () => this.housed, Date.now);

  protected house(platform: Platform): CartActor {
    return new CartActor(platform, this.name, peers(this.env));
  }

  protected override committed(): void {
    this.#sockets.tellSoon();
  }

  /** GET /v1/carts/{id}/live: a WebSocket goes through `fetch` only. */
  override async fetch(request: Request): Promise<Response> {
    return this.#sockets.open(request);
  }
  override webSocketMessage(socket: WebSocket): void {
    this.#sockets.refuse(socket);
  }
  override webSocketClose(socket: WebSocket): void {
    this.#sockets.leave(socket);
  }

  create(owner: Owner, currency: string, token: string | undefined, call: Call) {
    return this.command((cart) => cart.create(owner, currency, token, call));
  }
  view(caller: Caller) {
    return this.housed.view(caller);
  }
  belongsTo(caller: Caller) {
    return this.housed.belongsTo(caller);
  }
  addItem(productId: string, quantity: number, found: LookedUp, call: Call) {
    return this.command((cart) => cart.addItem(productId, quantity, found, call));
  }
  changeQuantity(productId: string, quantity: number, facts: ProductFacts | null, call: Call) {
    return this.command((cart) => cart.changeQuantity(productId, quantity, facts, call));
  }
  removeItem(productId: string, call: Call) {
    return this.command((cart) => cart.removeItem(productId, call));
  }
  noteProduct(productId: string, facts: ProductFacts) {
    return this.command((cart) => cart.noteProduct(productId, facts));
  }
  noteProducts(caller: Caller, found: (ProductSnapshot | null)[]) {
    return this.command((cart) => cart.noteProducts(caller, found));
  }
  beginCheckout(orderId: string, call: Call) {
    return this.command((cart) => cart.beginCheckout(orderId, call));
  }
  validate(orderId: string) {
    return this.housed.validate(orderId);
  }
  reopen(orderId: string, cause: Cause, forget: boolean) {
    return this.command((cart) => cart.reopen(orderId, cause, forget));
  }
  convert(orderId: string, cause: Cause) {
    return this.command((cart) => cart.convert(orderId, cause));
  }
  merge(from: string, tokenHash: string, call: Call) {
    return this.housed.merge(from, tokenHash, call);
  }
  surrender(request: Surrender, cause: Cause) {
    return this.command((cart) => cart.surrender(request, cause));
  }
}

/** The cart service's copy of one product, and the carts that watch it. */
export class ProductCopy extends ActorObject<Env, Copy> {
  protected house(platform: Platform): Copy {
    return new Copy(platform, (cartId, productId, facts) =>
      this.env.CARTS.getByName(cartId).noteProduct(productId, facts),
    );
  }

  take(snapshot: ProductSnapshot) {
    return this.command((copy) => copy.take(snapshot));
  }
  watch(cartId: string, seed: ProductSnapshot | null) {
    return this.command((copy) => copy.watch(cartId, seed));
  }
  copiedSeq() {
    return this.housed.snapshot?.seq ?? 0;
  }
}

function peers(env: Env): CartPeers {
  return {
    outcomeOf: (orderId) => env.ORDER.outcomeOf(orderId),
    surrender: (from, request, cause) => env.CARTS.getByName(from).surrender(request, cause),
    async watch(productId, cartId) {
      const snapshot = await env.COPIES.getByName(productId).watch(cartId, null);
      return snapshot && factsOf(snapshot);
    },
  };
}

function serviceOf({ CARTS, COPIES }: Env): CartServiceContract {
  return cartService(
    (cartId) => CARTS.getByName(cartId),
    (productId) => COPIES.getByName(productId),
  );
}

export default {
  queue: (batch, env) => {
    const cart = (cartId: string) => env.CARTS.getByName(cartId);
    const copy = (productId: string) => env.COPIES.getByName(productId);
    const receivers = { copy, cart, service: serviceOf(env), replies: env.REPLIES };
    return observedBatch('cart', batch, (watched) =>
      handleBatch(watched, receivers, env.DEAD_LETTERS, Date.now),
    );
  },
} satisfies ExportedHandler<Env>;
