import { Actor } from '../../shared/actor/actor.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import { ongoingCause } from '../../shared/actor/ongoing-cause.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import { type Answer, type Call, refused } from '../../shared/contracts/call.ts';
import { type Caller, owns } from '../../shared/contracts/caller.ts';
import type { CheckoutContents } from '../../shared/contracts/cart.ts';
import type { OrderUpdated } from '../../shared/contracts/events.ts';
import type { CheckoutOutcome, OrderView, TimelineStep } from '../../shared/contracts/order.ts';
import type { RefundBody } from '../../shared/contracts/refund.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import type { SagaReply } from '../../shared/contracts/saga-messages.ts';
import { withDeadline } from '../../shared/deadline.ts';
import type { Standing } from '../../shared/projection/standing.ts';
import { accept, type Result, reject } from '../../shared/result.ts';
import { rfc3339 } from '../../shared/time.ts';
import { answerOf, answerToRefund } from './answers.ts';
import { orderDefinition } from './definition.ts';
import type { OrderCommand } from './domain/commands.ts';
import type { OrderEvent } from './domain/events.ts';
import { nextStep } from './domain/next-step.ts';
import { due, type Facts, isPlaced, type Order, type PlacedOrder } from './domain/order.ts';
import { timelineOf } from './domain/timeline.ts';
import { type OrderSubscribers, orderOutlet, summaryOf } from './outlet.ts';
import { type PaymentProvider, paymentIdOf } from './payments/provider.ts';
import type { CheckoutPorts } from './saga/ports.ts';
import { paymentDeadlineMs } from './saga/runner.ts';
import { Saga } from './saga/saga.ts';
import { viewOf } from './view.ts';

export type PlaceOrder = Omit<Facts, 'createdAt'>;

/** `unanswered`: the provider could not be asked; its news should come again. */
export type PaymentNews = 'heard' | 'unanswered' | 'notMine';

/** Enough for an order's whole life: an order has some tens of events. */
const maxTimelineEvents = 1_000;

/** A checkout, and afterwards the order. Its methods are what the Durable Object offers. */
export class OrderActor {
  readonly actor: Actor<Order, OrderCommand, OrderEvent, Rejection>;
  readonly #platform: Platform;
  readonly #ports: CheckoutPorts;
  readonly #saga: Saga;

  constructor(platform: Platform, id: string, ports: CheckoutPorts, subscribers: OrderSubscribers) {
    this.#platform = platform;
    this.#ports = ports;
    this.actor = new Actor(platform, orderDefinition, orderOutlet(subscribers, id));
    this.#saga = new Saga(this.actor, platform, ports);
    this.#answerIfDone();
  }

  /**
   * Places the order and runs its saga to the end, or to where it waits for somebody.
   *
   * @param byMessage the steps go by messages, and the order is answered as it is placed
   * @param contents of the cart, where they are known already
   */
  async place(
    order: PlaceOrder,
    token: string,
    call: Call,
    byMessage = false,
    contents?: CheckoutContents,
  ): Promise<Answer<OrderView>> {
    const placed = this.#place(order, call, byMessage);
    if (!placed.ok || placed.replayed) return placed;
    const { cause } = call;
    this.#saga.keep(token, contents);
    if (byMessage) {
      this.#platform.defer(this.#saga.run(cause));
      return placed;
    }
    await this.#saga.run(cause);
    const answer = this.#answer();
    this.actor.finishRunning(answer);
    return { ...answer, replayed: false };
  }

  #place(order: PlaceOrder, { cause, repeat }: Call, byMessage: boolean): Answer<OrderView> {
    const command = { type: 'PlaceOrder', at: this.#now(), ...order } as const;
    if (!byMessage) return this.actor.handle<OrderView>({ command, cause, repeat });
    return this.#platform.transactionSync(() => {
      if (this.actor.state.status === 'none') this.#saga.goByMessage();
      return this.actor.handle({ command, cause, repeat }, () => this.#view());
    });
  }

  /** A service has taken the step that a message asked it for, or says no. */
  async takeReply(reply: SagaReply): Promise<void> {
    await this.#saga.takeReply(reply);
    this.#answerIfDone();
  }

  view(caller: Caller): OrderView | null {
    return this.#isVisibleTo(caller) ? this.#view() : null;
  }

  /** How it is to be listed now, and how far it has told others. */
  standing(): Standing<OrderUpdated['data']> | null {
    const { state, seq, told } = this.actor;
    if (!isPlaced(state) || !told) return null;
    return { listing: { id: state.orderId, seq, at: told.at, data: summaryOf(state, seq) }, told };
  }

  timeline(caller: Caller): TimelineStep[] | null {
    if (!this.#isVisibleTo(caller)) return null;
    const events = this.actor.events(0, maxTimelineEvents).map(({ event }) => event);
    return timelineOf(events).map((entry) => ({ ...entry, at: rfc3339(entry.at) }));
  }

  async cancel(call: Call): Promise<Answer<OrderView>> {
    if (!this.#isVisibleTo(call.caller)) return refused({ type: 'OrderNotFound' });
    const { cause, repeat, ifVersion } = call;
    const command = { type: 'CancelOrder', at: this.#now() } as const;
    const canceled = this.actor.handle<OrderView>({ command, cause, repeat, ifVersion });
    if (!canceled.ok || canceled.replayed) return canceled;
    await this.#saga.run(cause);
    const answer = { ok: true as const, value: this.#view() };
    this.actor.finishRunning(answer);
    return { ...answer, replayed: false };
  }

  /** The goods have been sent: from here on nothing is canceled, only refunded. */
  fulfill({ cause, repeat, ifVersion }: Call): Answer<OrderView> {
    const command = { type: 'FulfillOrder', at: this.#now() } as const;
    const fulfilled = this.actor.handle({ command, cause, repeat, ifVersion }, () => this.#view());
    this.actor.publishSoon();
    return fulfilled;
  }

  /** Records the refund, then has it paid and its items put back. Two at once are carried out one by one. */
  async refund(
    { amount, items, restock = false, reason = '' }: RefundBody,
    call: Call,
  ): Promise<Answer<OrderView>> {
    const { cause, repeat, ifVersion } = call;
    const command = {
      type: 'RequestRefund',
      at: this.#now(),
      amountMinor: amount?.amount,
      currency: amount?.currency,
      items,
      restock,
      reason,
    } as const;
    const requested = this.actor.handle<OrderView>({ command, cause, repeat, ifVersion });
    if (!requested.ok || requested.replayed) return requested;
    const refundId = (this.actor.state as PlacedOrder).refunds.at(-1)?.refundId;
    await this.#saga.run(cause);
    const answer = answerToRefund(this.actor.state as PlacedOrder, refundId, this.actor.version);
    // Its own only: another refund that is under way may turn out otherwise.
    if (repeat) this.actor.finishRunning(answer, repeat.key);
    return { ...answer, replayed: false };
  }

  /** The buyer approves or refuses the payment at the sandbox; then the order asks it how things stand. */
  async authenticate(approve: boolean, call: Call): Promise<Answer<OrderView>> {
    const order = this.actor.state;
    if (!isPlaced(order) || !this.#isVisibleTo(call.caller) || order.provider !== 'sandbox') {
      return refused({ type: 'OrderNotFound' });
    }
    const { cause, repeat, ifVersion } = call;
    const command = { type: 'AnswerPayment', at: this.#now() } as const;
    const taken = this.actor.handle<OrderView>({ command, cause, repeat, ifVersion });
    if (!taken.ok || taken.replayed) return taken;
    const answer = await this.#answerPayment(order, approve, call).catch((error) => {
      console.warn('the payment provider does not answer:', error);
      return refused({ type: 'ServiceUnavailable', service: 'payment' });
    });
    // Nobody knows what came of it, so the same request may be made again.
    if (!answer.ok && answer.rejection.type === 'ServiceUnavailable') this.actor.forgetRunning();
    this.actor.finishRunning<OrderView>(answer.ok ? accept(answer.value) : reject(answer.rejection));
    return answer;
  }

  async #answerPayment(order: PlacedOrder, approve: boolean, call: Call): Promise<Answer<OrderView>> {
    if (order.status === 'awaitingPayment') {
      await this.#ports.authenticate(paymentIdOf(order.orderId), approve);
    }
    return this.paymentChanged(call);
  }

  /** Something has happened at the payment provider: asks it how things stand, and goes on. */
  async paymentChanged(call: Call): Promise<Answer<OrderView>> {
    if (!this.#isVisibleTo(call.caller)) return refused({ type: 'OrderNotFound' });
    await this.#askForPayment(call.cause);
    return { ...this.#answer(), replayed: false };
  }

  /**
   * The provider has news of a payment that it knows by this name. It is asked, not believed, so news may come
   * early, late, in any order, and as often as it likes.
   */
  async paymentNews(reference: string, cause: Cause): Promise<PaymentNews> {
    const order = this.actor.state;
    if (!isPlaced(order) || order.payment.reference !== reference) return 'notMine';
    try {
      await this.#askForPayment(cause);
      return 'heard';
    } catch (error) {
      console.warn('the payment provider does not answer:', error);
      return 'unanswered';
    }
  }

  /** What the owner's browser needs for the payment's next action; null when there is none, or no answer. */
  async clientSecret(caller: Caller): Promise<string | null> {
    const order = this.actor.state;
    if (order.status !== 'awaitingPayment' || !owns(caller, order.owner)) return null;
    const secret = this.#bank(order).clientSecret?.() ?? Promise.resolve(null);
    return withDeadline(secret, paymentDeadlineMs, 'payment').catch(() => null);
  }

  /** Returns whether nobody can tell any more whom the order was for; not while it still has to know. */
  forget(cause: Cause): boolean {
    const forgotten = this.actor.handleOwn({ type: 'ForgetPerson', at: this.#now() }, cause);
    this.actor.publishSoon();
    return forgotten.ok;
  }

  get isCompleted(): boolean {
    const order = this.actor.state;
    return isPlaced(order) && order.cart === 'converted';
  }

  outcome(): CheckoutOutcome {
    this.actor.handleOwn({ type: 'CloseUnplaced', at: this.#now() });
    const order = this.actor.state;
    if (!isPlaced(order)) return 'neverPlaced';
    if (this.isCompleted) return 'completed';
    return order.status === 'failed' || order.status === 'canceled' ? 'failed' : 'underWay';
  }

  ring(): Promise<void> {
    return this.actor.ring(() => this.#goOn());
  }

  /** The alarm: somebody has not answered in time, or the process that ran the saga has died. */
  async #goOn(): Promise<void> {
    const order = this.actor.state;
    if (this.#saga.isRunning || (due(order) ?? Infinity) > this.#now()) return;
    const cause = ongoingCause(this.actor);
    if (order.status === 'awaitingPayment') {
      await this.#askForPayment(cause);
      this.actor.handleOwn({ type: 'ExpirePayment', at: this.#now() }, cause);
    } else if (isPlaced(order)) {
      this.#saga.takeUp(order, cause);
    }
    await this.#saga.run(cause);
    this.#answerIfDone();
  }

  /** For requests that a process has left without their answer, because it died, even just behind the last event. */
  #answerIfDone(): void {
    const order = this.actor.state;
    if (isPlaced(order) && nextStep(order) === null) this.actor.finishRunning(this.#answer());
  }

  async #askForPayment(cause: Cause): Promise<void> {
    const order = this.actor.state;
    if (order.status !== 'awaitingPayment') return;
    const found = this.#bank(order).find(paymentIdOf(order.orderId));
    const payment = await withDeadline(found, paymentDeadlineMs, 'payment');
    this.actor.handleOwn({ type: 'RecordPayment', at: this.#now(), payment }, cause);
    await this.#saga.run(cause);
  }

  #answer(): Result<OrderView, Rejection> {
    return answerOf(this.#placed(), this.actor.version);
  }

  #view(): OrderView {
    return viewOf(this.#placed(), this.actor.version);
  }

  #placed(): PlacedOrder {
    const order = this.actor.state;
    if (!isPlaced(order)) throw new Error('an order that was not placed has no view');
    return order;
  }

  #isVisibleTo(caller: Caller): boolean {
    const order = this.actor.state;
    return isPlaced(order) && (caller.kind === 'admin' || owns(caller, order.owner));
  }

  #bank(order: PlacedOrder): PaymentProvider {
    return this.#ports.payment(order.provider, order.payment.reference);
  }

  #now(): number {
    return this.#platform.now();
  }
}
