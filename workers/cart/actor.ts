import { Actor } from '../../shared/actor/actor.ts';
import type { ActorDefinition } from '../../shared/actor/definition.ts';
import type { Cause } from '../../shared/actor/event-log.ts';
import { ongoingCause } from '../../shared/actor/ongoing-cause.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import type { Handled } from '../../shared/actor/request.ts';
import { type Answer, type Call, refused } from '../../shared/contracts/call.ts';
import { type Caller, type Owner, owns } from '../../shared/contracts/caller.ts';
import type { BegunCheckout, CartView, CheckoutContents } from '../../shared/contracts/cart.ts';
import type { CheckoutOutcome } from '../../shared/contracts/order.ts';
import type { ProductSnapshot } from '../../shared/contracts/product.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import { withDeadline } from '../../shared/deadline.ts';
import { accept, type Result, reject } from '../../shared/result.ts';
import { type Cart, type CartEvent, due, evolve, initialCart } from './domain/cart.ts';
import type { CartCommand, Surrender } from './domain/commands.ts';
import { decide } from './domain/decide.ts';
import { whyClosed } from './domain/decision.ts';
import { type Line, newer, type ProductFacts } from './domain/line.ts';
import { type Merge, merges } from './domain/merges.ts';
import { factsLookTheSame, factsOf, type Heard } from './product-copy.ts';
import type { LookedUp } from './shelf.ts';
import { viewOf } from './view.ts';

export const cartDefinition: ActorDefinition<Cart, CartCommand, CartEvent, Rejection, Merge> = {
  decider: { initialState: initialCart, decide, evolve, entries: merges },
  eventVersions: {
    CartCreated: 1,
    ItemAdded: 1,
    ItemQuantityChanged: 1,
    ItemRemoved: 1,
    ProductNoted: 1,
    CheckoutStarted: 1,
    CheckoutAwaited: 1,
    CheckoutReopened: 1,
    CartConverted: 1,
    CartExpired: 1,
    MergeStarted: 1,
    MergeDelayed: 1,
    MergeRefused: 1,
    LinesTakenOver: 1,
    CartSurrendered: 1,
  },
  stateVersion: 1,
  version: (cart) => (cart.status === 'none' ? 0 : cart.version),
  due,
  commandWhenDue: (cart, at) =>
    cart.status === 'open' && !cart.merging ? { type: 'ExpireCart', at } : undefined,
  isTransient: ({ type }) => transient.has(type),
};

const transient = new Set<Rejection['type']>(['CheckoutInProgress', 'CartMerging', 'ServiceUnavailable']);

/** Later than this another actor counts as out of reach, and is asked again by the alarm. */
const peerDeadlineMs = 10_000;

/** Whom a cart asks when it cannot go on by itself. */
export interface CartPeers {
  outcomeOf(orderId: string): Promise<CheckoutOutcome>;
  surrender(from: string, request: Surrender, cause: Cause): Promise<Answer<Line[]>>;
  /** From now on this cart hears when the product changes. Answers what is known of it now. */
  watch(productId: string, cartId: string): Promise<ProductFacts | null>;
}

/** A cart. Its methods are what the Durable Object offers. */
export class CartActor {
  readonly actor: Actor<Cart, CartCommand, CartEvent, Rejection, Merge>;
  readonly #platform: Platform;
  readonly #id: string;
  readonly #peers: CartPeers;
  #merging: Promise<Result<CartView, Rejection>> | null = null;

  constructor(platform: Platform, id: string, peers: CartPeers) {
    this.#platform = platform;
    this.#id = id;
    this.#peers = peers;
    this.actor = new Actor(platform, cartDefinition);
  }

  /** @param token given to a guest, and kept only in the memory of the request that made the cart */
  create(owner: Owner, currency: string, token: string | undefined, call: Call) {
    const command = { type: 'CreateCart', at: this.#now(), cartId: this.#id, owner, currency } as const;
    return this.#handle(command, call, () => ({ cart: this.#view(), ...(token ? { token } : {}) }));
  }

  addItem(
    productId: string,
    quantity: number,
    { facts, lookedUpAt }: LookedUp,
    call: Call,
  ): Answer<CartView> {
    const product = { productId, quantity, facts, lookedUpAt };
    const command = { type: 'AddItem', at: this.#now(), caller: call.caller, ...product } as const;
    return this.#handle(command, call, () => this.#view());
  }

  changeQuantity(
    productId: string,
    quantity: number,
    facts: ProductFacts | null,
    call: Call,
  ): Answer<CartView> {
    const { caller } = call;
    const command = { type: 'ChangeQuantity', at: this.#now(), caller, productId, quantity, facts } as const;
    return this.#handle(command, call, () => this.#view());
  }

  removeItem(productId: string, call: Call): Answer<CartView> {
    const command = { type: 'RemoveItem', at: this.#now(), caller: call.caller, productId } as const;
    return this.#handle(command, call, () => this.#view());
  }

  /** Tells whether this cart still holds the product, so that its watch can end. */
  noteProduct(productId: string, facts: ProductFacts): Heard {
    this.actor.handleOwn({ type: 'NoteProduct', at: this.#now(), productId, facts });
    const cart = this.actor.state;
    const alive = cart.status === 'open' || cart.status === 'checkingOut';
    const line = alive ? cart.lines.find((one) => one.productId === productId) : undefined;
    if (!line) return 'notHeld';
    return line.known.seq > facts.seq && !factsLookTheSame(line.known, facts) ? 'knowsMore' : 'held';
  }

  /** What was found out about products while the cart was read; null stands for one that is not there. */
  noteProducts(caller: Caller, found: (ProductSnapshot | null)[]): CartView | null {
    if (!this.belongsTo(caller)) return null;
    for (const snapshot of found) {
      if (snapshot && this.#looksOtherwise(snapshot)) this.noteProduct(snapshot.productId, factsOf(snapshot));
    }
    return this.#view();
  }

  #looksOtherwise(snapshot: ProductSnapshot): boolean {
    const cart = this.actor.state;
    const lines = cart.status === 'none' ? [] : cart.lines;
    const line = lines.find(({ productId }) => productId === snapshot.productId);
    return line !== undefined && !factsLookTheSame(line.known, factsOf(snapshot));
  }

  view(caller: Caller): CartView | null {
    return this.belongsTo(caller) ? this.#view() : null;
  }

  beginCheckout(orderId: string, call: Call): Answer<BegunCheckout> {
    const command = { type: 'StartCheckout', at: this.#now(), caller: call.caller, orderId } as const;
    const begun = this.#handle(command, call, () => this.#begun(orderId));
    if (!begun.ok) return begun;
    // Not a part of what is remembered: a repeat hears what is in it by then.
    const contents = this.validate(begun.value.orderId);
    return contents.ok ? { ...begun, value: { ...begun.value, contents: contents.value } } : begun;
  }

  validate(orderId: string): Answer<CheckoutContents> {
    const cart = this.actor.state;
    if (cart.status === 'none') return refused({ type: 'CartNotFound' });
    const mine = (cart.status === 'checkingOut' || cart.status === 'converted') && cart.orderId === orderId;
    if (!mine) return refused(whyClosed(cart) ?? { type: 'CartExpired' });
    const lines = cart.lines.map(({ productId, quantity, added }) => {
      const { name, image, priceMinor } = added;
      return { productId, quantity, name, image, unitPriceMinor: priceMinor };
    });
    return { ok: true, value: { currency: cart.currency, lines }, replayed: false };
  }

  /** @param forget the checkout came to nothing: it may be asked for again with the same Idempotency-Key */
  reopen(orderId: string, cause: Cause, forget: boolean): void {
    this.actor.handleOwn({ type: 'ReopenCart', at: this.#now(), orderId }, cause);
    if (forget) this.actor.forgetAnswer({ ok: true, value: this.#begun(orderId) });
  }

  convert(orderId: string, cause: Cause): void {
    this.actor.handleOwn({ type: 'ConvertCart', at: this.#now(), orderId }, cause);
  }

  async merge(from: string, tokenHash: string, call: Call): Promise<Answer<CartView>> {
    const { caller, cause, repeat, ifVersion } = call;
    const command = { type: 'BeginMerge', at: this.#now(), caller, from, tokenHash } as const;
    if (!this.belongsTo(caller)) return refused({ type: 'CartNotFound' });
    // What was taken over before is answered at once: another merge may be under way, with another outcome.
    const done = this.actor.entry(from)?.status === 'takenOver';
    const answer = done ? () => this.#view() : undefined;
    const begun = this.actor.handle<CartView>({ command, cause, repeat, ifVersion }, answer);
    if (!begun.ok || begun.replayed || done) return begun;
    return { ...(await this.#carryOutMerge(cause)), replayed: false };
  }

  surrender(request: Surrender, cause: Cause): Answer<Line[]> {
    const command = { type: 'Surrender', at: this.#now(), ...request } as const;
    return this.actor.handle({ command, cause }, () => {
      const cart = this.actor.state;
      return cart.status === 'none' ? [] : cart.lines;
    });
  }

  ring(): Promise<void> {
    return this.actor.ring(() => this.#goOn());
  }

  /** What the cart was waiting for has not come: it asks, and never assumes. */
  async #goOn(): Promise<void> {
    const cart = this.actor.state;
    if ((due(cart) ?? Infinity) > this.#now()) return;
    const cause = ongoingCause(this.actor);
    if (cart.status === 'checkingOut') return this.#askOrder(cart.orderId, cause);
    if (cart.status === 'open' && cart.merging) {
      // First the delay, so that a guest's cart that cannot be reached is not asked without pause.
      this.actor.handleOwn({ type: 'DelayMerge', at: this.#now(), from: cart.merging.from }, cause);
      await this.#carryOutMerge(cause);
    }
  }

  async #askOrder(orderId: string, cause: Cause): Promise<void> {
    this.actor.handleOwn({ type: 'AwaitCheckout', at: this.#now(), orderId }, cause);
    const outcome = await withDeadline(this.#peers.outcomeOf(orderId), peerDeadlineMs, 'order');
    if (outcome === 'completed') this.convert(orderId, cause);
    if (outcome === 'failed') this.reopen(orderId, cause, false);
    if (outcome === 'neverPlaced') this.reopen(orderId, cause, true);
  }

  /** Two at once are one: of two that ask the guest's cart, one could be refused what the other is given. */
  #carryOutMerge(cause: Cause): Promise<Result<CartView, Rejection>> {
    this.#merging ??= this.#takeOver(cause).finally(() => {
      this.#merging = null;
    });
    return this.#merging;
  }

  /** Goes on with the merge that this cart intends, if any, from wherever it stopped. */
  async #takeOver(cause: Cause): Promise<Result<CartView, Rejection>> {
    const cart = this.actor.state;
    if (cart.status !== 'open' || !cart.merging) return this.#merged(accept(this.#view()));
    const { from, tokenHash } = cart.merging;
    const occupied = cart.lines.map(({ productId, quantity }) => ({ productId, quantity }));
    const request = { into: this.#id, tokenHash, currency: cart.currency, occupied };
    const answer = this.#peers.surrender(from, request, cause);
    const surrendered = await withDeadline(answer, peerDeadlineMs, 'cart');
    if (!surrendered.ok) {
      this.actor.handleOwn({ type: 'RefuseMerge', at: this.#now(), from }, cause);
      return this.#merged(reject(surrendered.rejection));
    }
    const lines = await Promise.all(surrendered.value.map((line) => this.#watched(line)));
    this.actor.handleOwn({ type: 'TakeOverLines', at: this.#now(), from, lines }, cause);
    return this.#merged(accept(this.#view()));
  }

  /** Answers those who wait for the merge, in one go with its end: no process can die in between. */
  #merged(result: Result<CartView, Rejection>): Result<CartView, Rejection> {
    this.actor.finishRunning(result);
    if (!result.ok && transient.has(result.rejection.type)) this.actor.forgetAnswer(result);
    return result;
  }

  /** Since its cart was closed, nobody has told the line what became of its product. */
  async #watched(line: Line): Promise<Line> {
    const facts = await this.#peers.watch(line.productId, this.#id);
    return facts ? { ...line, known: newer(line.known, facts) } : line;
  }

  #handle<Value>(command: CartCommand, call: Call, answer: () => Value): Handled<Value, Rejection> {
    const { cause, repeat, ifVersion } = call;
    if ('caller' in command && !this.belongsTo(command.caller)) return refused({ type: 'CartNotFound' });
    return this.actor.handle({ command, cause, repeat, ifVersion }, answer);
  }

  /** Asked before anything else: a stranger must not learn the cart's version, nor leave a row in its memory. */
  belongsTo(caller: Caller): boolean {
    const cart = this.actor.state;
    return cart.status !== 'none' && owns(caller, cart.owner);
  }

  #begun(orderId: string): BegunCheckout {
    const cart = this.actor.state;
    return { orderId, currency: cart.status === 'none' ? '' : cart.currency };
  }

  #view(): CartView {
    const cart = this.actor.state;
    if (cart.status === 'none') throw new Error('a cart that does not exist has no view');
    return viewOf(cart, this.actor.version);
  }

  #now(): number {
    return this.#platform.now();
  }
}
