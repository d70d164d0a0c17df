import type { Answer, Call } from '../../../shared/contracts/call.ts';
import { type Caller, callerName, type Owner } from '../../../shared/contracts/caller.ts';
import type { CartView } from '../../../shared/contracts/cart.ts';
import type { CheckoutOutcome } from '../../../shared/contracts/order.ts';
import { Clock, Host } from '../../../shared/test-support/host.ts';
import { CartActor, type CartPeers } from '../actor.ts';
import type { Line, ProductFacts } from '../domain/line.ts';
import { alice, cartId, facts, guest, guestCartId, tokenHash } from './basket.ts';

export const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
export const cause = { caller: 'order', request: 'req-1', trace };

type Deliver = () => Answer<Line[]>;

/** Several carts that call each other, and the orders and product copies that they ask. */
export class Carts {
  readonly clock = new Clock();
  readonly #hosts = new Map<string, Host<CartActor>>();
  /** What an order says of its checkout. */
  outcome: () => Promise<CheckoutOutcome> = async () => 'underWay';
  readonly asked: { orderId: string; at: number }[] = [];
  /** The way to the guest's cart and back: a test may hold it up, or cut it off. */
  onSurrender: (deliver: Deliver) => Promise<Answer<Line[]>> = async (deliver) => deliver();
  onWatch: (productId: string) => Promise<ProductFacts | null> = async () => null;
  readonly watched: string[] = [];

  cart(id: string): Host<CartActor> {
    let host = this.#hosts.get(id);
    if (!host) {
      host = new Host(this.clock, (platform) => new CartActor(platform, id, this.#peers));
      this.#hosts.set(id, host);
    }
    return host;
  }

  get alices(): Host<CartActor> {
    return this.cart(cartId);
  }

  get guests(): Host<CartActor> {
    return this.cart(guestCartId);
  }

  create(id: string, owner: Owner, currency = 'EUR'): void {
    this.cart(id).housed.create(owner, currency, undefined, as(owner));
  }

  /** @param change what is different about the product, and when it was looked up if not just now */
  add(
    id: string,
    productId: string,
    quantity: number,
    call: Call = as(id === guestCartId ? guest : alice),
    known: Partial<ProductFacts> = {},
  ): Answer<CartView> {
    const lookedUp = { facts: facts({ available: null, ...known }), lookedUpAt: this.clock.now };
    return this.cart(id).housed.addItem(productId, quantity, lookedUp, call);
  }

  merge(call: Call = as(alice), from = guestCartId): Promise<Answer<CartView>> {
    return this.alices.housed.merge(from, tokenHash, call);
  }

  /** What is in alice's cart, and what is in the guest's as long as it is open. */
  get contents(): { alices: Record<string, number>; guests: Record<string, number> } {
    return { alices: contentsOf(this.alices), guests: contentsOf(this.guests) };
  }

  get #peers(): CartPeers {
    return {
      outcomeOf: async (orderId) => {
        this.asked.push({ orderId, at: this.clock.now });
        return this.outcome();
      },
      surrender: (from, request, why) =>
        this.onSurrender(() => this.cart(from).housed.surrender(request, why)),
      watch: async (productId, id) => {
        this.watched.push(`${productId} in ${id}`);
        return this.onWatch(productId);
      },
    };
  }
}

/** Alice's cart with two teas, and a guest's with three teas and a bowl of rice. */
export function aliceAndGuest(): Carts {
  const carts = new Carts();
  carts.create(cartId, alice);
  carts.create(guestCartId, guest);
  carts.add(cartId, 'tea', 2);
  carts.add(guestCartId, 'tea', 3);
  carts.add(guestCartId, 'rice', 1);
  return carts;
}

export const before = { alices: { tea: 2 }, guests: { tea: 3, rice: 1 } };
export const after = { alices: { tea: 5, rice: 1 }, guests: {} };

export function as(caller: Caller, more: Partial<Call> = {}): Call {
  return { caller, cause: { caller: callerName(caller), request: 'req-1', trace }, ...more };
}

export function keyed(key: string, caller: Caller = alice, body = 'body'): Call {
  return as(caller, { repeat: { key: `${callerName(caller)} ${key}`, fingerprint: body } });
}

function contentsOf({ housed }: Host<CartActor>): Record<string, number> {
  const { state } = housed.actor;
  if (state.status === 'none' || state.status === 'merged') return {};
  return Object.fromEntries(state.lines.map(({ productId, quantity }) => [productId, quantity]));
}
