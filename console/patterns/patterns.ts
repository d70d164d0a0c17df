import type { Way } from './geometry.ts';
import type { Hop } from './hops.ts';

export const patternNames = ['calls', 'events', 'gateway', 'copies', 'sourcing', 'saga'] as const;
export type PatternName = (typeof patternNames)[number];

interface Pattern {
  /** The arrows on which it is to be seen. */
  ways: readonly Way[];
  /** Whether something that was said is an example of it. */
  shows: (hop: Hop) => boolean;
}

const sagaCalls = new Set(['beginCheckout', 'validate', 'reserve', 'authorize', 'commit', 'capture']);
const undoing = new Set(['release', 'giveBack', 'undo', 'reopen', 'restock']);

/** The six patterns of docs/patterns.md, as far as they are seen from outside. */
export const patterns: Readonly<Record<PatternName, Pattern>> = {
  calls: {
    ways: ['cart-order', 'order-product', 'cart-product', 'bank-order'],
    shows: ({ kind, from }) => kind === 'call' && from !== 'gateway',
  },
  events: {
    ways: ['order-queues', 'cart-queues', 'product-queues'],
    shows: ({ kind }) => kind === 'event',
  },
  gateway: {
    ways: ['gateway-order', 'cart-gateway', 'gateway-product'],
    shows: ({ from }) => from === 'gateway',
  },
  copies: {
    ways: ['product-queues', 'cart-queues', 'cart-product'],
    shows: ({ name, to }) => name === 'ProductUpdated' && to !== 'product',
  },
  sourcing: {
    ways: ['order-queues', 'product-queues'],
    shows: ({ name, from, to }) =>
      name === 'OrderUpdated' || (name === 'ProductUpdated' && (from === 'product' || to === 'product')),
  },
  saga: {
    ways: ['cart-order', 'order-product', 'bank-order', 'order-queues', 'cart-queues', 'product-queues'],
    shows: ({ kind, name }) =>
      kind === 'message' || kind === 'reply' || sagaCalls.has(name) || undoing.has(name),
  },
};
