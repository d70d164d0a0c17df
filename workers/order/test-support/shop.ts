import { NodePlatform, NodeStorage } from '../../../shared/actor/node-platform.ts';
import { ProbedPlatform } from '../../../shared/actor/test-support/probed-platform.ts';
import type { Call } from '../../../shared/contracts/call.ts';
import type { OrderEvent as OrderMessage, OrderUpdated } from '../../../shared/contracts/events.ts';
import type { SagaCommand } from '../../../shared/contracts/saga-messages.ts';
import { OrderActor, type PlaceOrder } from '../actor.ts';
import type { DueNotification } from '../notifications/kinds.ts';
import type { OrderSubscribers } from '../outlet.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import { SandboxBank, type SandboxToken } from '../payments/sandbox-bank.ts';
import type { StripePayments } from '../payments/stripe/payments.ts';
import type { Counter } from '../payments/stripe/test-support/counter.ts';
import type { CheckoutPorts } from '../saga/ports.ts';
import { Network } from './network.ts';
import { Shelves } from './shelves.ts';
import { Till } from './till.ts';

export const second = 1_000;
export const minute = 60 * second;
const hour = 60 * minute;

export const orderId = 'ord_0123456789abcdefghjkmnpqrs';
export const paymentId = 'pay_0123456789abcdefghjkmnpqrs';
export const hana = { kind: 'customer', customerId: 'hana' } as const;

export const order: PlaceOrder = {
  orderId,
  cartId: 'crt_0123456789abcdefghjkmnpqrs',
  owner: hana,
  email: 'hana@example.com',
  shippingAddress: null,
  provider: 'sandbox',
  currency: 'EUR',
  acceptPriceChanges: false,
};

/** A request as the HTTP layer hands it on; with a key it may come again. */
export function call(key?: string, body = 'body', caller: Call['caller'] = hana): Call {
  const cause = { caller: 'customer:hana', request: 'req-1', trace: '00-aa-bb-01' };
  return { caller, cause, ...(key ? { repeat: { key: `customer:hana ${key}`, fingerprint: body } } : {}) };
}

/** An order on a storage that outlives it, and everyone it talks to, in memory. */
export class Shop implements OrderSubscribers {
  readonly storage = new NodeStorage();
  readonly network = new Network();
  readonly shelves = new Shelves(this.network, () => this.now);
  readonly till = new Till(this.network, orderId);
  readonly bank: SandboxBank;
  readonly #holdTtlMs: number;
  readonly #stripe: Counter | undefined;
  readonly told = {
    cart: [] as OrderMessage[],
    notifications: [] as OrderMessage[],
    webhooks: [] as OrderMessage[],
    list: [] as OrderUpdated[],
  };
  /** Steps that were asked for by message. Nobody takes them but who reads this. */
  readonly sent: SagaCommand[] = [];
  /** What subscribers are asked for, and what they answer. */
  readonly asked: { seq: number; notifications: DueNotification[] }[] = [];
  haveHeardAnswer = true;
  now = Date.UTC(2026, 10, 22, 10);
  platform!: ProbedPlatform;
  order!: OrderActor;
  #deferred: Promise<void>[] = [];

  /** @param stripe where the order is paid, in place of the sandbox */
  constructor({ holdTtlMs = 20 * minute, stripe }: { holdTtlMs?: number; stripe?: Counter } = {}) {
    this.#holdTtlMs = holdTtlMs;
    this.#stripe = stripe;
    this.bank = new SandboxBank(new NodePlatform(new NodeStorage(), () => this.now));
    this.restart();
  }

  /** The process is gone, and another one wakes the order. */
  restart(): void {
    this.network.revive();
    this.#deferred = [];
    this.platform = new ProbedPlatform(
      this.storage,
      () => this.now,
      (work) => this.#deferred.push(work),
    );
    this.order = new OrderActor(this.platform, orderId, this.#ports(), this);
  }

  place(token: SandboxToken | `pm_${string}`, of: Call = call(), byMessage = false) {
    const provider = this.#stripe ? 'stripe' : 'sandbox';
    return this.order.place({ ...order, provider }, token, of, byMessage);
  }

  /** Waits for work of the order, or for the process to die of it; then another one takes over. */
  async try<Value>(work: Promise<Value>): Promise<Value | 'died'> {
    const result = await Promise.race([work, this.network.death]);
    if (result === 'died') this.restart();
    else await this.settle();
    return result;
  }

  async settle(): Promise<void> {
    const deferred = this.#deferred;
    this.#deferred = [];
    await Promise.all(deferred);
  }

  /** Rings the alarm when its time has come, and goes on to the time given. */
  async passTo(time: number): Promise<void> {
    for (let rung = 0; this.storage.alarmAt !== null && this.storage.alarmAt <= time; rung++) {
      if (rung === 500) throw new Error('alarms without an end');
      this.now = Math.max(this.now, this.storage.alarmAt);
      this.storage.alarmAt = null;
      await this.try(this.order.ring());
    }
    this.now = Math.max(this.now, time);
  }

  /** Half a day passes, what is late arrives, and the books are looked at. */
  async closeBooks() {
    await this.passTo(this.now + 12 * hour);
    await this.network.deliverLate();
    await this.passTo(this.now + minute);
    return this.books;
  }

  /** What everybody has in their books. */
  get books() {
    const { coffee, onigiri } = this.shelves.books;
    return {
      status: this.order.view(hana)?.status,
      cart: this.till.status,
      coffee,
      onigiri,
      ...(this.#stripe?.server.books ?? this.#sandboxBooks),
    };
  }

  get #sandboxBooks() {
    const [sums] = this.bank.totals();
    const { authorizedMinor = 0, capturedMinor = 0, refundedMinor = 0 } = sums ?? {};
    return { authorized: authorizedMinor, kept: capturedMinor - refundedMinor };
  }

  /** The timeline in short: `capturePayment succeeded`. */
  get steps(): string[] {
    return (this.order.timeline(hana) ?? []).map(({ step, status }) => `${step} ${status}`);
  }

  /** Everything that the order has written down, as one text. */
  get dump(): string {
    const tables = this.storage
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .map(({ name }) => this.storage.exec(`SELECT * FROM ${name}`).toArray());
    return JSON.stringify(tables);
  }

  async tellCart(message: OrderMessage): Promise<void> {
    this.told.cart.push(message);
    this.till.convert(message.data.orderId);
  }
  async tellNotifications(message: OrderMessage): Promise<void> {
    this.told.notifications.push(message);
  }
  async tellWebhooks(message: OrderMessage): Promise<void> {
    this.told.webhooks.push(message);
  }
  async tellList(message: OrderUpdated): Promise<void> {
    this.told.list.push(message);
  }
  async haveHeard(_orderId: string, seq: number, notifications: DueNotification[]): Promise<boolean> {
    this.asked.push({ seq, notifications });
    return this.haveHeardAnswer && this.told.list.some((listed) => listed.seq >= seq);
  }

  #ports(): CheckoutPorts {
    const { network, bank } = this;
    const sandbox: PaymentProvider = {
      authorize: (id, amount, token) =>
        network.call('authorize', () => bank.authorize(id, amount, token as SandboxToken)),
      capture: (id) => network.call('capture', () => bank.capture(id)),
      undo: (id) => network.call('undo', () => bank.undo(id)),
      refund: (id, refundId, amount) => network.call('refund', () => bank.refund(id, refundId, amount)),
      find: (id) => network.call('find', () => bank.find(id)),
    };
    const authenticate = async (paymentId: string, approve: boolean) =>
      this.bank.authenticate(paymentId, approve);
    const [cart, product, holdTtlMs] = [this.till, this.shelves, this.#holdTtlMs];
    const stripe = this.#stripe;
    const payment = (_: string, reference: string | null) =>
      stripe ? callingOver(network, stripe.payment(reference)) : sandbox;
    const send = async (command: SagaCommand) => this.sent.push(command);
    return { cart, product, send, payment, authenticate, holdTtlMs };
  }
}

/** Everything between the order and the provider may go wrong on the way, in either direction. */
function callingOver(network: Network, provider: StripePayments): PaymentProvider {
  return {
    isAvailable: () => provider.isAvailable(),
    open: (id, amount) => network.call('open', () => provider.open(id, amount)),
    authorize: (id, amount, token) => network.call('authorize', () => provider.authorize(id, amount, token)),
    capture: () => network.call('capture', () => provider.capture()),
    undo: (id) => network.call('undo', () => provider.undo(id)),
    refund: (id, refundId, amount) => network.call('refund', () => provider.refund(id, refundId, amount)),
    find: () => network.call('find', () => provider.find()),
    clientSecret: () => provider.clientSecret(),
  };
}

const shelf = { onHand: 10, held: 0, sold: 0 };
const nothingKept = { coffee: shelf, onigiri: shelf, authorized: 0, kept: 0 };

/** The books after each end of an order. */
export const booksAfter = {
  confirmed: {
    status: 'confirmed',
    cart: 'converted',
    coffee: { onHand: 8, held: 0, sold: 2 },
    onigiri: { onHand: 9, held: 0, sold: 1 },
    authorized: 0,
    kept: 520,
  },
  failed: { status: 'failed', cart: 'open', ...nothingKept },
  canceled: { status: 'canceled', cart: 'open', ...nothingKept },
  canceledAfterwards: { status: 'canceled', cart: 'converted', ...nothingKept },
};
