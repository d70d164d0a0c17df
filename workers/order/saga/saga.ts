import type { Actor } from '../../../shared/actor/actor.ts';
import type { Cause } from '../../../shared/actor/event-log.ts';
import type { Platform } from '../../../shared/actor/platform.ts';
import type { CheckoutContents } from '../../../shared/contracts/cart.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { SagaReply, StepAnswer } from '../../../shared/contracts/saga-messages.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import type { OrderCommand } from '../domain/commands.ts';
import type { OrderEvent } from '../domain/events.ts';
import { type Effect, nextStep } from '../domain/next-step.ts';
import { isPlaced, type Order, type PlacedOrder } from '../domain/order.ts';
import { failure, isServiceEffect, type Outcome, outcomeOf, type ServiceEffect } from './outcome.ts';
import type { CheckoutPorts } from './ports.ts';
import { hopeless, perform } from './runner.ts';
import { commandOf, correlationOf } from './service-messages.ts';
import { Transport } from './transport.ts';

/** A checkout that gets no reply is given up so long after it was placed: no deploy or restart takes longer. */
export const replyPatienceMs = 2 * 60_000;
const sendDeadlineMs = 10_000;

/**
 * Takes an order's steps, one after the other: attempts them itself, or asks for them by message and goes on when
 * the reply comes.
 */
export class Saga {
  readonly #actor: Actor<Order, OrderCommand, OrderEvent, Rejection>;
  readonly #platform: Platform;
  readonly #ports: CheckoutPorts;
  readonly #transport: Transport;
  #running: Promise<void> | null = null;
  /** Behind this event a message has asked for the next step, and the reply has not come. */
  #askedBehind = 0;
  /** The buyer's payment token: used once, never written down. It dies with the process, and so does the try. */
  #token: string | undefined;
  /** Of the cart, as it was when it froze: spares the first step its call. */
  #contents: CheckoutContents | undefined;

  constructor(
    actor: Actor<Order, OrderCommand, OrderEvent, Rejection>,
    platform: Platform,
    ports: CheckoutPorts,
  ) {
    this.#actor = actor;
    this.#platform = platform;
    this.#ports = ports;
    this.#transport = new Transport(platform.sql);
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** For good. Joins the commit that places the order. */
  goByMessage(): void {
    this.#transport.goByMessage();
  }

  keep(token: string, contents?: CheckoutContents): void {
    this.#token = token;
    this.#contents = contents;
  }

  /** Goes on to the end, or to where it waits for somebody. One runner at a time. */
  run(cause: Cause): Promise<void> {
    this.#running ??= this.#takeSteps(cause).finally(() => {
      this.#running = null;
      if (!this.#needsToken()) this.#token = undefined;
      this.#actor.publishSoon();
    });
    return this.#running;
  }

  /** A service has taken the step that a message asked it for, or says no. Goes on if that was waited for. */
  async takeReply({ id, answer, cause }: SagaReply): Promise<void> {
    const order = this.#actor.state;
    const effect = nextStep(order);
    if (!isPlaced(order) || !effect || !isServiceEffect(effect)) return;
    if (id !== correlationOf(order.orderId, effect)) return;
    this.#record(outcomeOf(effect, JSON.parse(answer) as StepAnswer), cause);
    await this.run(cause);
  }

  /** Nothing has been heard of the step that is next: whoever attempted it may have died. */
  takeUp(order: PlacedOrder, cause: Cause): void {
    const effect = nextStep(order);
    const unanswered = this.#askedBehind === this.#actor.seq;
    if (effect && unanswered && this.#platform.now() >= order.createdAt + replyPatienceMs) {
      this.#record(failure(effect, 'no reply'), cause);
    } else if (unanswered || order.retryAt <= order.updatedAt) {
      this.#record({ type: 'ResumeSaga' }, cause);
    }
  }

  async #takeSteps(cause: Cause): Promise<void> {
    for (let effect = this.#currentStep(); effect; effect = this.#currentStep()) {
      const before = this.#actor.seq;
      const order = this.#actor.state as PlacedOrder;
      const outcome = hopeless(effect, order, this.#ports) ?? this.#known(effect);
      if (outcome) this.#record(outcome, cause);
      else if (this.#transport.byMessage && isServiceEffect(effect)) await this.#ask(effect, order, cause);
      else this.#record(await perform(effect, order, this.#ports, cause, this.#token), cause);
      if (this.#actor.seq === before) return;
    }
  }

  /** The step to take now: none while the next try of it is still to come. */
  #currentStep(): Effect | null {
    const order = this.#actor.state;
    return isPlaced(order) && order.retryAt > this.#platform.now() ? null : nextStep(order);
  }

  /** Where steps go by messages, this one does, too. */
  #known({ step }: Effect): Outcome | undefined {
    const contents = this.#contents;
    if (step !== 'validateCart' || !contents || this.#transport.byMessage) return undefined;
    return { type: 'RecordValidated', contents };
  }

  /** What cannot be sent now is asked for again by the alarm, as is what gets no reply. */
  async #ask(effect: ServiceEffect, order: PlacedOrder, cause: Cause): Promise<void> {
    this.#askedBehind = this.#actor.seq;
    const command = commandOf(effect, order, this.#ports.holdTtlMs, cause, this.#platform.now());
    await withDeadline(this.#ports.send(command), sendDeadlineMs, 'queue').catch((error) =>
      console.warn('a step could not be asked for; the alarm tries again:', error),
    );
  }

  #record(outcome: Outcome, cause: Cause): void {
    this.#actor.handleOwn({ ...outcome, at: this.#platform.now() } as OrderCommand, cause);
  }

  /** Where steps go by messages, the payment is some of them away from the request that brought the token. */
  #needsToken(): boolean {
    const { state } = this.#actor;
    return this.#transport.byMessage && state.status === 'placing' && state.payment.status === 'none';
  }
}
