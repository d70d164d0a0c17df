import type { ProblemCode, ProblemFacts } from '../client/src/index.ts';
import type { SandboxCard } from './cards.ts';

/** What each card is called, and what it does. */
export const sandboxCardTexts: Readonly<Record<SandboxCard, { name: string; does: string }>> = {
  tok_ok: { name: 'A good card', does: 'Pays at once.' },
  tok_authenticate: {
    name: 'A careful card',
    does: 'The bank asks you first. Your things are held meanwhile.',
  },
  tok_declined: { name: 'A blocked card', does: 'Is declined. Everything goes back on the shelf.' },
  tok_insufficient_funds: { name: 'An empty card', does: 'Has not enough on it.' },
  tok_slow: { name: 'A slow card', does: 'Takes three seconds.' },
  tok_timeout: {
    name: 'A lost answer',
    does: 'Pays, but nobody hears of it. The shop finds out, and charges once.',
  },
  tok_error: {
    name: 'A bank that is down',
    does: 'Nothing is charged, and you are told when to come again.',
  },
};

/** @param name what a product of the cart is called */
export type Sentence = (facts: ProblemFacts, name: (productId: string) => string) => string;

const comeAgain = 'The shop cannot be reached just now.';

/** What went wrong, and what to do: by the code of the problem. */
const byCode: Partial<Record<ProblemCode, Sentence>> = {
  'payment-declined': ({ reason }) =>
    `The bank declined${reason ? ` (${reason})` : ''}. Nothing was charged, and your cart is as it was. Try another card.`,
  'insufficient-stock': ({ items = [] }, name) =>
    items.length === 0
      ? 'Not enough of it is left. Take fewer.'
      : items.map(({ productId, available = 0 }) => shortOf(name(productId), available)).join(' '),
  'price-changed': () =>
    'A price changed a moment ago. Nothing was charged. Look at the new prices, accept them, and pay again.',
  'waiting-room': ({ productId }, name) =>
    `Many want ${name(String(productId))} at once, so everybody waits a moment. Nothing was charged. Pay again, and stay on the page.`,
  'payment-expired': () => 'The time to answer the bank is over. Nothing was charged. Check out again.',
  'cart-empty': () => 'Your cart is empty. Put something in before you check out.',
  'cart-converted': () => 'This cart has been bought already. Put something in to begin another one.',
  'cart-expired': () => 'This cart was left alone for too long. Put something in to begin another one.',
  'cart-merging': () => 'Your carts are being put together. Try again in a moment.',
  'checkout-in-progress': () => 'This cart is being paid for already. Wait for that, or look at the order.',
  'cart-not-found': () => 'This cart is gone. Put something in to begin another one.',
  'product-not-found': () => 'There is no such thing in this shop any more.',
  'item-not-found': () => 'It was removed from your cart meanwhile.',
  'order-not-found': () => 'There is no such order, or it is somebody else’s. Sign in if it is yours.',
  'currency-mismatch': () => 'It is sold in another currency than your cart. Buy it in a cart of its own.',
  'too-many-lines': () => 'Your cart is full. Check out first, then go on.',
  'quantity-limit': () => 'That is more than one cart can hold. Take fewer.',
  'illegal-transition': () => 'It is too late for that. Look at the order as it is now.',
  'validation-failed': ({ errors = [] }) =>
    errors.some(({ path }) => path === 'email')
      ? 'That is no e-mail address. It looks like you@example.com.'
      : 'Something that you entered cannot be. Look at it once more.',
  'invalid-token': () => 'That is not known here. Sign in again.',
  'authentication-required': () => 'This takes somebody who is signed in. Sign in, and try again.',
  'request-in-progress': () => 'That is being done already. Wait a moment.',
  'service-unavailable': () => 'A part of the shop is away just now. Nothing was charged.',
  'rate-limited': () => 'That was very quick.',
};

function shortOf(name: string, available: number): string {
  if (available === 0) return `${name} is sold out.`;
  return `Of ${name} only ${available} ${available === 1 ? 'is' : 'are'} left. Take fewer.`;
}

export const sentences = {
  byCode,
  noAnswer: `${comeAgain} Look whether you are online, and try again.`,
  unknown: 'Something went wrong that should not. Try again; nothing is charged twice.',
  comeAgainIn: (seconds: number) => `Come again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  comeAgain: 'Try again in a moment.',
};
