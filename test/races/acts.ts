import type { Answer, Call } from '../../shared/contracts/call.ts';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { RefundBody } from '../../shared/contracts/refund.ts';
import { checkOut as checkOutAt } from '../../workers/order/checkout.ts';
import { callOver } from '../simulation/network.ts';
import { type Diary, emailOf } from '../simulation/people.ts';
import type { Shop } from '../simulation/shop.ts';

/** Requests in short words: what a merchant and two buyers do. */

export type Buyer = Extract<Caller, { kind: 'guest' | 'customer' }>;
export const hana: Buyer = { kind: 'customer', customerId: 'hana' };
export const taro: Buyer = { kind: 'customer', customerId: 'taro' };
export const guest: Buyer = { kind: 'guest', tokenHash: 'hash of a guest' };
const admin: Caller = { kind: 'admin' };

/** @param key an Idempotency-Key */
export function callBy(caller: Caller, key?: string): Call {
  const cause = { caller: caller.kind, request: 'r', trace: '' };
  return { caller, cause, ...(key ? { repeat: { key, fingerprint: key } } : {}) };
}

export const cartOf = (name: string) => `crt_${name.padEnd(26, '0')}`;
export const priceMinor = 500;

export function price(shop: Shop, productId: string, amount: number) {
  const body = { name: productId, price: { amount, currency: 'EUR' } };
  return callOver(shop.world, shop.product(productId), 'put', (product) => product.put(body, callBy(admin)));
}

export async function receive(shop: Shop, diary: Diary, productId: string, delta: number) {
  const answer = await callOver(shop.world, shop.product(productId), 'adjust', (product) =>
    product.adjust({ delta }, callBy(admin)),
  );
  if (answer.ok) diary.received.set(productId, (diary.received.get(productId) ?? 0) + delta);
  return answer;
}

export function archive(shop: Shop, productId: string) {
  return callOver(shop.world, shop.product(productId), 'archive', (product) =>
    product.archive(callBy(admin)),
  );
}

export async function stock(shop: Shop, diary: Diary, stocks: Record<string, number>): Promise<void> {
  for (const [productId, units] of Object.entries(stocks)) {
    await price(shop, productId, priceMinor);
    await receive(shop, diary, productId, units);
  }
}

export async function add(shop: Shop, buyer: Buyer, cartId: string, productId: string, quantity = 1) {
  const lookedUpAt = shop.world.now;
  const facts = await shop.lookUp(productId, cartId);
  return callOver(shop.world, shop.cart(cartId), 'addItem', (cart) =>
    cart.addItem(productId, quantity, { facts, lookedUpAt }, callBy(buyer)),
  );
}

export async function fill(
  shop: Shop,
  buyer: Buyer,
  name: string,
  items: Record<string, number>,
): Promise<string> {
  const cartId = cartOf(name);
  await callOver(shop.world, shop.cart(cartId), 'create', (cart) =>
    cart.create(buyer, 'EUR', undefined, callBy(buyer)),
  );
  for (const [productId, quantity] of Object.entries(items))
    await add(shop, buyer, cartId, productId, quantity);
  return cartId;
}

export function linesOf(shop: Shop, cartId: string): Record<string, number> {
  const { state } = shop.cart(cartId).inspect().actor;
  if (state.status === 'none' || state.status === 'merged') return {};
  return Object.fromEntries(state.lines.map(({ productId, quantity }) => [productId, quantity]));
}

interface CheckoutOptions {
  token?: string;
  key?: string;
  acceptPriceChanges?: boolean;
}

export function checkOut(
  shop: Shop,
  buyer: Buyer,
  cartId: string,
  { token = 'tok_ok', key, acceptPriceChanges = false }: CheckoutOptions = {},
): Promise<Answer<OrderView>> {
  const body = { cartId, email: emailOf(cartId), payment: { token }, acceptPriceChanges };
  return checkOutAt(body, callBy(buyer, key), shop.checkoutServices);
}

/** An order that is confirmed, or waits for its buyer. */
export async function order(shop: Shop, buyer: Buyer, cartId: string, token?: string): Promise<string> {
  const answer = await checkOut(shop, buyer, cartId, token ? { token } : {});
  if (!answer.ok) throw new Error(`the checkout failed: ${answer.rejection.type}`);
  await shop.world.sleep(10_000); // so that everybody has heard of it
  return answer.value.id;
}

export function approve(shop: Shop, buyer: Buyer, orderId: string, approves = true) {
  return callOver(shop.world, shop.order(orderId), 'authenticate', (actor) =>
    actor.authenticate(approves, callBy(buyer)),
  );
}

/** What a payment provider's webhook leads to. */
export function webhook(shop: Shop, orderId: string) {
  return callOver(shop.world, shop.order(orderId), 'paymentChanged', (actor) =>
    actor.paymentChanged(callBy(admin)),
  );
}

export function cancel(shop: Shop, buyer: Buyer, orderId: string) {
  return callOver(shop.world, shop.order(orderId), 'cancel', (actor) => actor.cancel(callBy(buyer)));
}

export function refund(shop: Shop, orderId: string, body: RefundBody = {}) {
  return callOver(shop.world, shop.order(orderId), 'refund', (actor) => actor.refund(body, callBy(admin)));
}

export function fulfill(shop: Shop, orderId: string) {
  return callOver(shop.world, shop.order(orderId), 'fulfill', (actor) => actor.fulfill(callBy(admin)));
}

export function merge(shop: Shop, customer: Buyer, into: string, from: string, tokenHash: string) {
  return callOver(shop.world, shop.cart(into), 'merge', (cart) =>
    cart.merge(from, tokenHash, callBy(customer)),
  );
}

/** `confirmed`, or why not. */
export function said(answer: Answer<OrderView> | undefined): string {
  if (!answer) return 'nothing';
  return answer.ok ? answer.value.status : answer.rejection.type;
}

/** What has become of every order, in no particular order. */
export function statuses(shop: Shop): string[] {
  return [...shop.orders.values()].map((host) => host.inspect().actor.state.status).sort();
}
