import { NodePlatform, NodeStorage } from '../../shared/actor/node-platform.ts';
import type { CartActor } from '../../workers/cart/actor.ts';
import { buyer, call, cartOn, facts } from '../actors/cart.ts';
import type { Growth } from './subject.ts';
import { middle, timed } from './time.ts';

const goes = 18;
const quantities = 9;

/** Every answer is the whole cart, and its small state is written down whole every hundred events. */
export const cartLines: Growth = {
  name: 'cart-lines',
  unit: 'lines in a cart',
  sizes: [1, 3, 10, 30, 100],
  operations: [
    { name: 'add', nature: 'linear', why: 'the answer is the cart with all its lines' },
    { name: 'change quantity', nature: 'linear', why: 'the answer is the cart with all its lines' },
    { name: 'read', nature: 'linear', why: 'it is made of all lines' },
  ],
  rounds: 100,
  of: async (lines) => {
    const cart = cartOf(lines);
    return () => ({
      add: middle(goes, () => addedLast(cart, lines)),
      'change quantity': middle(goes, (go) => timed(() => quantityOf(cart, lines, 1 + (go % quantities)))),
      read: middle(goes, () => timed(() => cart.view(buyer))),
    });
  },
};

function cartOf(lines: number): CartActor {
  const cart = cartOn(new NodePlatform(new NodeStorage(), Date.now));
  cart.create(buyer, 'EUR', undefined, call);
  for (let line = 1; line <= lines; line++) add(cart, line);
  return cart;
}

/** Takes the last line out, and puts it in again, which is what counts. */
function addedLast(cart: CartActor, line: number): number {
  cart.removeItem(`tea-${line}`, call);
  return timed(() => add(cart, line));
}

function add(cart: CartActor, line: number): void {
  const answer = cart.addItem(`tea-${line}`, quantities + 1, { facts, lookedUpAt: Date.now() }, call);
  if (!answer.ok) throw new Error(`a cart refuses: ${answer.rejection.type}`);
}

function quantityOf(cart: CartActor, line: number, quantity: number): void {
  const answer = cart.changeQuantity(`tea-${line}`, quantity, facts, call);
  if (!answer.ok) throw new Error(`a cart refuses: ${answer.rejection.type}`);
}
