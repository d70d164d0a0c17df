import type { Caller, Owner } from '../../../shared/contracts/caller.ts';
import { DomainRun } from '../../../shared/test-support/domain-run.ts';
import { type CartEvent, evolve, initialCart } from '../domain/cart.ts';
import type { CartCommand } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import type { Line, ProductFacts } from '../domain/line.ts';
import { merges } from '../domain/merges.ts';

/** Short words for what happens to a cart and what is asked of it. */
export const at = Date.UTC(2026, 10, 22, 10);
export const cartId = 'crt_alices';
export const guestCartId = 'crt_guests';
export const orderId = 'ord_1';

export const tokenHash = 'a'.repeat(64);
export const alice = { kind: 'customer', customerId: 'alice' } as const;
export const guest = { kind: 'guest', tokenHash } as const;

/** Everyone who is not alice, and everyone who is not this guest. */
export const strangers: Record<Owner['kind'], Caller[]> = {
  customer: [
    { kind: 'customer', customerId: 'bob' },
    { kind: 'customer', customerId: '' },
    { kind: 'guest', tokenHash },
    { kind: 'guest', tokenHash: 'alice' },
    { kind: 'anonymous', address: '192.0.2.1' },
    { kind: 'admin' },
  ],
  guest: [
    { kind: 'guest', tokenHash: 'b'.repeat(64) },
    { kind: 'guest', tokenHash: '' },
    { kind: 'guest', tokenHash: tokenHash.slice(1) },
    alice,
    { kind: 'customer', customerId: tokenHash },
    { kind: 'anonymous', address: '192.0.2.1' },
    { kind: 'admin' },
  ],
};

export const cartDecider = { initialState: initialCart, decide, evolve, entries: merges };

export function given(...events: CartEvent[]) {
  return new DomainRun(cartDecider, events);
}

/** A product as it is known, ten of which are left. */
export function facts(change: Partial<ProductFacts> = {}): ProductFacts {
  return {
    seq: 5,
    name: 'Onigiri, salmon',
    image: '/pictures/onigiri-salmon.svg',
    priceMinor: 180,
    currency: 'EUR',
    status: 'active',
    available: 10,
    ...change,
  };
}

export function line(productId: string, quantity: number, change: Partial<ProductFacts> = {}): Line {
  return { productId, quantity, added: facts(change), known: facts(change) };
}

export const created: CartEvent = { type: 'CartCreated', at, cartId, owner: alice, currency: 'EUR' };
export const createdByGuest: CartEvent = {
  type: 'CartCreated',
  at,
  cartId: guestCartId,
  owner: guest,
  currency: 'EUR',
};

export function added(productId: string, quantity: number, change: Partial<ProductFacts> = {}): CartEvent {
  return { type: 'ItemAdded', at, productId, quantity, facts: facts(change) };
}

export function quantityChanged(productId: string, quantity: number): CartEvent {
  return { type: 'ItemQuantityChanged', at, productId, quantity };
}

export function removed(productId: string): CartEvent {
  return { type: 'ItemRemoved', at, productId };
}

export function noted(productId: string, change: Partial<ProductFacts>): CartEvent {
  return { type: 'ProductNoted', at, productId, facts: facts(change) };
}

export const checkoutStarted: CartEvent = { type: 'CheckoutStarted', at, orderId };
export const reopened: CartEvent = { type: 'CheckoutReopened', at, orderId };
export const converted: CartEvent = { type: 'CartConverted', at, orderId };
export const expired: CartEvent = { type: 'CartExpired', at };
export const mergeStarted: CartEvent = { type: 'MergeStarted', at, from: guestCartId, tokenHash };
export const mergeRefused: CartEvent = { type: 'MergeRefused', at, from: guestCartId };
export const surrendered: CartEvent = { type: 'CartSurrendered', at, into: cartId };

export function takenOver(...lines: Line[]): CartEvent {
  return { type: 'LinesTakenOver', at, from: guestCartId, lines };
}

export function add(
  productId: string,
  quantity: number,
  change: Partial<ProductFacts> | null = {},
): CartCommand {
  const now = change === null ? null : facts(change);
  return { type: 'AddItem', at, caller: alice, productId, quantity, facts: now, lookedUpAt: at };
}

export function change(
  productId: string,
  quantity: number,
  known: Partial<ProductFacts> | null = {},
): CartCommand {
  const now = known === null ? null : facts(known);
  return { type: 'ChangeQuantity', at, caller: alice, productId, quantity, facts: now };
}

export function remove(productId: string): CartCommand {
  return { type: 'RemoveItem', at, caller: alice, productId };
}

export function note(productId: string, known: Partial<ProductFacts>): CartCommand {
  return { type: 'NoteProduct', at, productId, facts: facts(known) };
}

export const startCheckout: CartCommand = { type: 'StartCheckout', at, caller: alice, orderId };
export const beginMerge: CartCommand = {
  type: 'BeginMerge',
  at,
  caller: alice,
  from: guestCartId,
  tokenHash,
};

/** The same command, given by someone else. */
export function by(caller: Caller, command: CartCommand): CartCommand {
  return 'caller' in command ? { ...command, caller } : command;
}
