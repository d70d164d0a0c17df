import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';
import { AuditedObject } from '../../shared/actor/audited-object.ts';
import { durablePlatform } from '../../shared/actor/durable-object.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import { GroupCommit } from '../../shared/actor/group-commit.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Call } from '../../shared/contracts/call.ts';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { CheckoutContents } from '../../shared/contracts/cart.ts';
import type { DeadLetter } from '../../shared/contracts/dead-letter.ts';
import type { OrderService as OrderServiceContract } from '../../shared/contracts/order.ts';
import type { ProductService } from '../../shared/contracts/product.ts';
import type { RefundBody } from '../../shared/contracts/refund.ts';
import { isForCart, type SagaCommand, type SagaReply } from '../../shared/contracts/saga-messages.ts';
import type { Money } from '../../shared/money.ts';
import { observedBatch } from '../../shared/queue/observed.ts';
import { wiringOf } from '../../shared/wiring.ts';
import { OrderActor, type PlaceOrder } from './actor.ts';
import { DeadLetters } from './dead-letters/dead-letters.ts';
import { orderDefinition } from './definition.ts';
import type { ForgetSlice } from './forgetting/forgetting.ts';
import { forgettingOf } from './forgetting/office.ts';
import { notificationsOf } from './notifications/mail-office.ts';
import { OrderList } from './order-list.ts';
import { type OrderListKeeper, orderListKeeper } from './order-list-keeper.ts';
import type { StripeEnv } from './payments/accepted.ts';
import { bankOf } from './payments/banks.ts';
import { providerOf } from './payments/providers.ts';
import { SandboxBank as Bank, type SandboxToken } from './payments/sandbox-bank.ts';
import { handleBatch } from './queue.ts';
import { routes } from './routes.ts';
import type { CheckoutPorts } from './saga/ports.ts';
import { type SubscriberEnv, subscribersOf, webhookIntake } from './subscribers.ts';
import type { WebhookEndpoint } from './webhooks/object.ts';

export { OrderListKeeper } from './order-list-keeper.ts';
export { WebhookEndpoint } from './webhooks/object.ts';

export interface Env extends StripeEnv, SubscriberEnv {
  ORDERS: DurableObjectNamespace<Order>;
  BANKS: DurableObjectNamespace<SandboxBank>;
  WEBHOOKS: DurableObjectNamespace<WebhookEndpoint>;
  KEEPERS: DurableObjectNamespace<OrderListKeeper>;
  PRODUCT: ProductService;
  TO_FORGETTING: Queue<ForgetSlice>;
  /** Steps of orders whose sagas go by messages. */
  CART_COMMANDS: Queue<SagaCommand>;
  PRODUCT_COMMANDS: Queue<SagaCommand>;
  /** For dead letters of the other services, when they are redriven. */
  TO_CATALOG: Queue;
  TO_COPIES: Queue;
  REPLIES: Queue;
  DEAD_LETTERS: Queue<DeadLetter>;
  /** How the services talk to each other: shared/wiring.ts. */
  WIRING: string;
  /** In ms; text where it was set by hand. Must be longer than the buyer has for approving a payment. */
  HOLD_TTL_MS: number | string;
  /** Absent or empty: no event of Stripe is believed. */
  STRIPE_WEBHOOK_SECRET?: string;
}

/** The HTTP API, reached through the gateway only. */
export class OrderHttp extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return routes.fetch(request, this.env);
  }
}

/** What the other services call. */
export class OrderService extends WorkerEntrypoint<Env> implements OrderServiceContract {
  async outcomeOf(orderId: string) {
    return this.env.ORDERS.getByName(orderId).outcome();
  }
}

/** One checkout, and afterwards the order. */
export class Order extends AuditedObject<Env, OrderActor> {
  protected readonly definition = orderDefinition;

  protected house(platform: Platform): OrderActor {
    return new OrderActor(platform, this.name, ports(this.env), subscribersOf(this.env, wiringOf(this.env)));
  }

  place(order: PlaceOrder, token: string, call: Call, byMessage = false, contents?: CheckoutContents) {
    return this.housed.place(order, token, call, byMessage, contents);
  }
  takeReply(reply: SagaReply) {
    return this.housed.takeReply(reply);
  }
  view(caller: Caller) {
    return this.housed.view(caller);
  }
  standing() {
    return this.housed.standing();
  }
  timeline(caller: Caller) {
    return this.housed.timeline(caller);
  }
  cancel(call: Call) {
    return this.housed.cancel(call);
  }
  authenticate(approve: boolean, call: Call) {
    return this.housed.authenticate(approve, call);
  }
  fulfill(call: Call) {
    return this.housed.fulfill(call);
  }
  refund(refund: RefundBody, call: Call) {
    return this.housed.refund(refund, call);
  }
  paymentNews(reference: string, cause: Cause) {
    return this.housed.paymentNews(reference, cause);
  }
  clientSecret(caller: Caller) {
    return this.housed.clientSecret(caller);
  }
  async forget(cause: Cause) {
    return this.housed.forget(cause);
  }
  outcome() {
    return this.housed.outcome();
  }
  isCompleted() {
    return this.housed.isCompleted;
  }
}

const slowAnswerMs = 3_000;

/** The books of many sandbox payments. */
export class SandboxBank extends DurableObject<Env> {
  readonly #bank = new Bank(durablePlatform(this.ctx));
  readonly #group = new GroupCommit(() => this.ctx.storage.sync());

  async authorize(paymentId: string, amount: Money, token: SandboxToken) {
    if (token === 'tok_slow') await scheduler.wait(slowAnswerMs);
    return this.#group.run(() => this.#bank.authorize(paymentId, amount, token));
  }
  authenticate(paymentId: string, approve: boolean) {
    return this.#group.run(() => this.#bank.authenticate(paymentId, approve));
  }
  capture(paymentId: string) {
    return this.#group.run(() => this.#bank.capture(paymentId));
  }
  undo(paymentId: string) {
    return this.#group.run(() => this.#bank.undo(paymentId));
  }
  refund(paymentId: string, refundId: string, amount: Money) {
    return this.#group.run(() => this.#bank.refund(paymentId, refundId, amount));
  }
  find(paymentId: string) {
    return this.#bank.find(paymentId);
  }
  totals() {
    return this.#bank.totals();
  }
}

/** A variable that was set by hand is text: added to a time, it would make holds that never expire. */
function wholeMs(name: string, value: number | string): number {
  const ms = Number(value);
  if (!Number.isSafeInteger(ms) || ms <= 0)
    throw new Error(`${name} must be a whole number of ms, not "${value}"`);
  return ms;
}

function ports(env: Env): CheckoutPorts {
  return {
    cart: env.CART,
    product: env.PRODUCT,
    send: (command) => (isForCart(command) ? env.CART_COMMANDS : env.PRODUCT_COMMANDS).send(command),
    payment: (provider, reference) => providerOf(provider, reference, env),
    authenticate: (paymentId, approve) => bankOf(env.BANKS, paymentId).authenticate(paymentId, approve),
    holdTtlMs: wholeMs('HOLD_TTL_MS', env.HOLD_TTL_MS),
  };
}

export default {
  queue: (batch, env) => {
    const subscribers = {
      list: new OrderList(env.ORDERS_DB),
      notifications: notificationsOf(env),
      webhooks: webhookIntake(env),
      replies: (orderId: string) => env.ORDERS.getByName(orderId),
      letters: new DeadLetters(env.ORDERS_DB),
      forgetting: forgettingOf(env),
    };
    return observedBatch('order', batch, (watched) => handleBatch(watched, subscribers, env.DEAD_LETTERS));
  },
  async scheduled(_, env) {
    await orderListKeeper(env).keep();
  },
} satisfies ExportedHandler<Env>;
