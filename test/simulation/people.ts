import type { Answer, Call } from '../../shared/contracts/call.ts';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { OrderActor } from '../../workers/order/actor.ts';
import { checkOut } from '../../workers/order/checkout.ts';
import { sandboxTokens } from '../../workers/order/payments/sandbox-bank.ts';
import { callOver } from './network.ts';
import type { Shop } from './shop.ts';

/** What happened to people, for comparing with what the shop says. */
export interface Diary {
  /** Merchants' deltas that were accepted, by product. */
  received: Map<string, number>;
  /** Set where an answer was never heard, so that the sum cannot be known from outside. */
  receivedUnsure: Set<string>;
  /** Orders that a buyer was told are confirmed. */
  toldConfirmed: Set<string>;
  /** For each merge: what the buyer knows to have put into both carts together. */
  /** When which customer has asked to be forgotten. */
  forgotten: { customerId: string; at: number }[];
  merges: { guestCart: string; customerCart: string; expected: Map<string, number> | null }[];
}

export function newDiary(): Diary {
  requests = 0;
  return {
    received: new Map(),
    receivedUnsure: new Set(),
    toldConfirmed: new Set(),
    merges: [],
    forgotten: [],
  };
}

let requests = 0;

function callBy(caller: Caller, key?: string): Call {
  const request = `r${++requests}`;
  const cause = { caller: caller.kind, request, trace: '' };
  return key === undefined ? { caller, cause } : { caller, cause, repeat: { key, fingerprint: key } };
}

/**
 * Asks again with the same key while the answer is lost or not ready; some lose patience at once.
 * Undefined: gave up, not knowing.
 */
async function insist<Value>(
  shop: Shop,
  ask: () => Promise<Answer<Value>>,
): Promise<Answer<Value> | undefined> {
  const patience = shop.world.random.chance(0.15) ? 1 : 8;
  for (let tries = 0; tries < patience; tries++) {
    const answer = await ask().catch(() => undefined);
    const passing = answer && !answer.ok && isPassing(answer.rejection.type);
    if (answer && !passing) return answer;
    await shop.world.sleep(shop.world.random.between(200, 4_000));
  }
  return undefined;
}

function isPassing(type: string): boolean {
  return ['RequestInProgress', 'CheckoutInProgress', 'CartMerging', 'ServiceUnavailable'].includes(type);
}

export async function merchant(shop: Shop, diary: Diary, productId: string, stock: number): Promise<void> {
  const { world } = shop;
  const { random } = world;
  const admin: Caller = { kind: 'admin' };
  const put = (amount: number) =>
    insist(shop, () =>
      callOver(world, shop.product(productId), 'put', (product) =>
        product.put({ name: `Product ${productId}`, price: { amount, currency: 'EUR' } }, callBy(admin)),
      ),
    );
  const adjust = async (delta: number) => {
    const key = `adjust-${productId}-${++requests}`;
    const answer = await insist(shop, () =>
      callOver(world, shop.product(productId), 'adjust', (product) =>
        product.adjust({ delta }, callBy(admin, key)),
      ),
    );
    // A refusal by a product that does not exist yet is not remembered, so a late repeat may still be done.
    if (!answer || (!answer.ok && answer.rejection.type === 'ProductNotFound'))
      diary.receivedUnsure.add(productId);
    if (answer?.ok) diary.received.set(productId, (diary.received.get(productId) ?? 0) + delta);
  };
  await put(500);
  await adjust(stock);
  for (let i = 0; i < 3; i++) {
    await world.sleep(random.between(500, 8_000));
    if (random.chance(0.5)) await put(random.between(4, 6) * 100);
    else await adjust(random.between(-3, 3) || 1);
  }
}

interface Cart {
  id: string;
  caller: Caller;
  /** What is surely in it; null when some answer was never heard. */
  contents: Map<string, number> | null;
}

async function fillCart(shop: Shop, id: string, caller: Caller, products: string[]): Promise<Cart> {
  const { world } = shop;
  const { random } = world;
  const owner = caller as Extract<Caller, { kind: 'guest' | 'customer' }>;
  const cart: Cart = { id, caller, contents: new Map() };
  const made = await insist(shop, () =>
    callOver(world, shop.cart(id), 'create', (actor) =>
      actor.create(owner, 'EUR', undefined, callBy(caller, `create-${id}`)),
    ),
  );
  if (!made?.ok) return { ...cart, contents: null };
  for (let i = random.between(1, 3); i > 0; i--) {
    const productId = random.pick(products);
    const quantity = random.between(1, 2);
    const key = `add-${id}-${++requests}`;
    const added = await insist(shop, async () => {
      const lookedUpAt = world.now;
      const facts = await shop.lookUp(productId, id);
      return callOver(world, shop.cart(id), 'addItem', (actor) =>
        actor.addItem(productId, quantity, { facts, lookedUpAt }, callBy(caller, key)),
      );
    });
    if (!added) cart.contents = null;
    if (added?.ok) cart.contents?.set(productId, (cart.contents.get(productId) ?? 0) + quantity);
  }
  return cart;
}

/** Fills a cart and checks out until it works or the patience is over; double-clicks, gives up, cancels. */
export async function buyer(shop: Shop, diary: Diary, name: string, products: string[]): Promise<void> {
  const { random } = shop.world;
  await shop.world.sleep(random.between(0, 10_000));
  const caller: Caller = random.chance(0.5)
    ? { kind: 'customer', customerId: name }
    : { kind: 'guest', tokenHash: `hash of ${name}` };
  const cart = await fillCart(shop, cartIdOf(name), caller, products);
  for (let tries = 0; tries < 3; tries++) {
    const token = random.chance(0.5) ? 'tok_ok' : random.pick(sandboxTokens);
    const clicks = random.chance(0.2) ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: clicks }, () => placeOrder(shop, cart, token)));
    const decided = answers.find((answer) => answer?.ok);
    if (!decided?.ok) continue;
    const order = await payIfAsked(shop, cart, await whenDecided(shop, cart, decided.value));
    if (order?.status === 'confirmed') diary.toldConfirmed.add(order.id);
    if (order && random.chance(0.2)) await cancel(shop, cart, order);
    if (order && random.chance(0.3)) await serve(shop, order);
    return;
  }
}

const shippingAddress = { name: 'Mio Sato', line1: 'Praterstraße 1', city: 'Wien', country: 'AT' };

/** One for each cart, so that it can be told from a mail whose it is. */
export function emailOf(cartId: string): string {
  return `${cartId}@example.com`;
}

async function placeOrder(shop: Shop, cart: Cart, token: string): Promise<Answer<OrderView> | undefined> {
  const { random } = shop.world;
  const key = random.chance(0.7) ? `order-${cart.id}-${++requests}` : undefined;
  const body = {
    cartId: cart.id,
    email: emailOf(cart.id),
    ...(random.chance(0.5) ? { shippingAddress } : {}),
    payment: { token },
    acceptPriceChanges: random.chance(0.5),
  };
  const ask = () => checkOut(body, callBy(cart.caller, key), shop.checkoutServices, shop.goesByMessage());
  return key === undefined ? ask().catch(() => undefined) : insist(shop, ask);
}

/** Looks now and then how the order goes on, where its steps go by messages. */
async function whenDecided(shop: Shop, cart: Cart, order: OrderView): Promise<OrderView> {
  let seen = order;
  for (let looks = 0; looks < 20 && seen.status === 'placing'; looks++) {
    await shop.world.sleep(shop.world.random.between(500, 10_000));
    const view = callOver(shop.world, shop.order(order.id), 'view', (actor) => actor.view(cart.caller));
    seen = (await view.catch(() => null)) ?? seen;
  }
  return seen;
}

async function payIfAsked(shop: Shop, cart: Cart, order: OrderView): Promise<OrderView | undefined> {
  const { world } = shop;
  const { random } = world;
  if (order.status !== 'awaitingPayment' || random.chance(0.3)) return order;
  await world.sleep(random.between(1_000, 60_000));
  const approve = random.chance(0.7);
  const answer = await callOver(world, shop.order(order.id), 'authenticate', (actor) =>
    actor.authenticate(approve, callBy(cart.caller)),
  ).catch(() => undefined);
  return answer?.ok ? answer.value : undefined;
}

async function cancel(shop: Shop, cart: Cart, order: OrderView): Promise<void> {
  await shop.world.sleep(shop.world.random.between(0, 5_000));
  await callOver(shop.world, shop.order(order.id), 'cancel', (actor) =>
    actor.cancel(callBy(cart.caller)),
  ).catch(() => undefined);
}

/** The merchant sends the goods, or gives money back for some of them, now and then twice at once. */
async function serve(shop: Shop, order: OrderView): Promise<void> {
  const { random } = shop.world;
  const admin: Caller = { kind: 'admin' };
  const ask = (what: string, work: (actor: OrderActor) => unknown) =>
    callOver(shop.world, shop.order(order.id), what, work).catch(() => undefined);
  const [item] = order.items;
  for (let i = random.between(1, 3); i > 0; i--) {
    await shop.world.sleep(random.between(0, 5_000));
    if (random.chance(0.3)) await ask('fulfill', (actor) => actor.fulfill(callBy(admin)));
    const items = item && random.chance(0.8) ? [{ productId: item.productId, quantity: 1 }] : undefined;
    const body = { restock: random.chance(0.5), ...(items ? { items } : {}) };
    const key = `refund-${order.id}-${++requests}`;
    const refund = () => ask('refund', (actor) => actor.refund(body, callBy(admin, key)));
    await Promise.all(random.chance(0.3) ? [refund(), refund()] : [refund()]);
  }
}

/** A customer asks that nobody be able to tell what was ordered, now and then twice. */
export async function leaving(shop: Shop, diary: Diary, customerId: string): Promise<void> {
  const { world } = shop;
  const { random } = world;
  await world.sleep(random.between(1_000, 90_000));
  for (let times = random.between(1, 2); times > 0; times--) {
    const at = world.now;
    await shop.forgetting(null).forget(customerId, at, callBy({ kind: 'admin' }).cause);
    diary.forgotten.push({ customerId, at });
    await world.sleep(random.between(0, 20_000));
  }
}

/** Everybody looks at his cart once more: in the wiring `direct` that is when it learns of its products. */
export async function readCarts(shop: Shop): Promise<void> {
  await shop.world.sleep(1);
  await Promise.all([...shop.carts.keys()].map((id) => shop.readCart(id)));
}

/** A guest who signs in: both carts are filled, then one takes over the other, now and then twice at once. */
export async function signingIn(shop: Shop, diary: Diary, name: string, products: string[]): Promise<void> {
  const { world } = shop;
  const tokenHash = `hash of ${name}`;
  const guest = await fillCart(shop, cartIdOf(`${name}g`), { kind: 'guest', tokenHash }, products);
  const customer = await fillCart(
    shop,
    cartIdOf(`${name}c`),
    { kind: 'customer', customerId: name },
    products,
  );
  const merge = () =>
    insist(shop, () =>
      callOver(world, shop.cart(customer.id), 'merge', (actor) =>
        actor.merge(guest.id, tokenHash, callBy(customer.caller, `merge-${name}-${++requests}`)),
      ),
    );
  await Promise.all(world.random.chance(0.5) ? [merge(), merge()] : [merge()]);
  diary.merges.push({
    guestCart: guest.id,
    customerCart: customer.id,
    expected: guest.contents && customer.contents && sum(guest.contents, customer.contents),
  });
}

function sum(a: Map<string, number>, b: Map<string, number>): Map<string, number> {
  const both = new Map(a);
  for (const [id, quantity] of b) both.set(id, (both.get(id) ?? 0) + quantity);
  return both;
}

function cartIdOf(name: string): string {
  return `crt_${name.padEnd(26, '0')}`;
}
