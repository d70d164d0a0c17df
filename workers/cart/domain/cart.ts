import type { Owner } from '../../../shared/contracts/caller.ts';
import type { Line, ProductFacts } from './line.ts';
import { changeLine, takeOverLines, withAdded } from './line.ts';

/*
 *            add, change, remove
 *              ┌────┐
 *   none ──▶  open ──start checkout──▶ checkingOut ──convert──▶ converted
 *             │ │ ▲                         │
 *             │ │ └─────────reopen──────────┘
 *             │ └──surrender──▶ merged      (a guest's cart, taken over by a customer's)
 *             └──expire──▶ expired
 */

export interface Contents {
  cartId: string;
  owner: Owner;
  /** ISO 4217 */
  currency: string;
  lines: Line[];
  /** The guest's cart whose lines are on their way here. */
  merging: { from: string; tokenHash: string; since: number; retryAt: number } | null;
  /** Counts what a client can see: an intent, or waiting for an answer, does not move it. */
  version: number;
  /** Of the last thing that a client can see, ms since 1970. */
  updatedAt: number;
  /** The buyer's last act, ms since 1970: what expiry counts from. */
  touchedAt: number;
}

export type Situation =
  | { status: 'open' }
  /** `askAt`: when to ask the order how it went, if it has not said so by then. */
  | { status: 'checkingOut'; orderId: string; since: number; askAt: number }
  | { status: 'converted'; orderId: string }
  | { status: 'expired' }
  | { status: 'merged'; into: string };

export type Cart = { status: 'none' } | (Contents & Situation);

export type CartEvent = { at: number } & (
  | { type: 'CartCreated'; cartId: string; owner: Owner; currency: string }
  | { type: 'ItemAdded'; productId: string; quantity: number; facts: ProductFacts }
  | { type: 'ItemQuantityChanged'; productId: string; quantity: number }
  | { type: 'ItemRemoved'; productId: string }
  /** The product is no longer as the cart shows it. */
  | { type: 'ProductNoted'; productId: string; facts: ProductFacts }
  | { type: 'CheckoutStarted'; orderId: string }
  /** The order is still under way; it is asked again at `askAt`. */
  | { type: 'CheckoutAwaited'; orderId: string; askAt: number }
  | { type: 'CheckoutReopened'; orderId: string }
  | { type: 'CartConverted'; orderId: string }
  | { type: 'CartExpired' }
  | { type: 'MergeStarted'; from: string; tokenHash: string }
  | { type: 'MergeDelayed'; from: string; retryAt: number }
  | { type: 'MergeRefused'; from: string }
  | { type: 'LinesTakenOver'; from: string; lines: Line[] }
  | { type: 'CartSurrendered'; into: string }
);

/** A cart that nobody touches is kept for a month, as long as buyers are known to come back. */
export const cartTtlMs = 30 * 86_400_000;
/** A checkout answers within seconds. Later than this its message was lost, or a process died. */
export const checkoutAskAfterMs = 20_000;
/** A cart that was cut off while taking over another one goes on after this. */
export const mergeRetryMs = 5_000;

export const initialCart: Cart = { status: 'none' };

export function evolve(state: Cart, event: CartEvent): Cart {
  if (event.type === 'CartCreated') {
    const { cartId, owner, currency, at } = event;
    const times = { version: 1, updatedAt: at, touchedAt: at };
    return { status: 'open', cartId, owner, currency, lines: [], merging: null, ...times };
  }
  if (state.status === 'none') throw new Error(`${event.type} before CartCreated`);
  const cart = { ...state, ...marks(state, event) };
  switch (event.type) {
    case 'ItemAdded':
      return { ...cart, lines: withAdded(cart.lines, event) };
    case 'ItemQuantityChanged':
      return { ...cart, lines: changeLine(cart.lines, event.productId, { quantity: event.quantity }) };
    case 'ItemRemoved':
      return { ...cart, lines: cart.lines.filter((line) => line.productId !== event.productId) };
    case 'ProductNoted':
      return { ...cart, lines: changeLine(cart.lines, event.productId, { known: event.facts }) };
    case 'MergeStarted': {
      const { from, tokenHash, at } = event;
      return { ...cart, merging: { from, tokenHash, since: at, retryAt: at + mergeRetryMs } };
    }
    case 'MergeDelayed':
      return { ...cart, merging: cart.merging && { ...cart.merging, retryAt: event.retryAt } };
    case 'MergeRefused':
      return { ...cart, merging: null };
    case 'LinesTakenOver':
      return { ...cart, merging: null, lines: takeOverLines(cart.lines, event.lines) };
    case 'CheckoutAwaited':
      return { ...cart, askAt: event.askAt } as Cart; // only a cart in checkout awaits it
    default:
      return { ...contentsOf(cart), ...nextSituation(event) };
  }
}

/** What no client can see. */
const silentEvents = new Set<CartEvent['type']>([
  'CheckoutAwaited',
  'MergeStarted',
  'MergeDelayed',
  'MergeRefused',
]);

/** What tells that the buyer is still there. */
const buyersActs = new Set<CartEvent['type']>([
  'ItemAdded',
  'ItemQuantityChanged',
  'ItemRemoved',
  'CheckoutStarted',
  'LinesTakenOver',
]);

function marks(
  cart: Contents,
  { type, at }: CartEvent,
): Pick<Contents, 'version' | 'updatedAt' | 'touchedAt'> {
  const silent = silentEvents.has(type);
  return {
    version: silent ? cart.version : cart.version + 1,
    updatedAt: silent ? cart.updatedAt : at,
    touchedAt: buyersActs.has(type) ? at : cart.touchedAt,
  };
}

type Turn = Extract<
  CartEvent,
  { type: 'CheckoutStarted' | 'CheckoutReopened' | 'CartConverted' | 'CartExpired' | 'CartSurrendered' }
>;

function nextSituation(event: Turn): Situation {
  switch (event.type) {
    case 'CheckoutStarted': {
      const { orderId, at } = event;
      return { status: 'checkingOut', orderId, since: at, askAt: at + checkoutAskAfterMs };
    }
    case 'CheckoutReopened':
      return { status: 'open' };
    case 'CartConverted':
      return { status: 'converted', orderId: event.orderId };
    case 'CartExpired':
      return { status: 'expired' };
    case 'CartSurrendered':
      return { status: 'merged', into: event.into };
  }
}

function contentsOf(cart: Contents): Contents {
  const { cartId, owner, currency, lines, merging, version, updatedAt, touchedAt } = cart;
  return { cartId, owner, currency, lines, merging, version, updatedAt, touchedAt };
}

/** When the cart wants attention (ms since 1970): to go on merging, to ask its order, or to expire. */
export function due(cart: Cart): number | undefined {
  if (cart.status === 'checkingOut') return cart.askAt;
  if (cart.status !== 'open') return undefined;
  return cart.merging ? cart.merging.retryAt : cart.touchedAt + cartTtlMs;
}
