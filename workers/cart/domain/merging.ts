import { owns } from '../../../shared/contracts/caller.ts';
import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, reject } from '../../../shared/result.ts';
import type { Cart } from './cart.ts';
import type { Surrender } from './commands.ts';
import { alreadyDone, type Decision, mergeWith, type Of, whyClosed } from './decision.ts';
import type { Line } from './line.ts';
import type { Merge } from './merges.ts';

/*
 *   customer's cart                              guest's cart
 *   BeginMerge: MergeStarted, the intent   ──▶
 *                                                Surrender: CartSurrendered, closed for good
 *                                          ◀──   its lines, again to whoever asks for the same cart
 *   TakeOverLines: LinesTakenOver, once
 *
 *   A crash anywhere leaves either both carts as they were, or an intent that is carried out later.
 */

export function beginMerge(cart: Cart, command: Of<'BeginMerge'>, merge: Merge | undefined): Decision {
  const { at, caller, from, tokenHash } = command;
  if (cart.status === 'none' || !owns(caller, cart.owner)) return reject({ type: 'CartNotFound' });
  // A guest's cart can be taken over itself, and must not have lines on their way to it then.
  if (cart.owner.kind !== 'customer') return reject({ type: 'CartNotFound' });
  if (merge?.status === 'takenOver') return alreadyDone;
  const closed = whyClosed(cart);
  if (closed) return reject(closed);
  if (cart.merging) {
    return cart.merging.from === from && cart.merging.tokenHash === tokenHash
      ? alreadyDone
      : reject({ type: 'CartMerging' });
  }
  if (from === cart.cartId) return reject({ type: 'CartNotFound' });
  return accept([{ type: 'MergeStarted', at, from, tokenHash }]);
}

/** What is closed once stays closed, for whoever may ask; the same cart hears yes again. */
export function surrender(cart: Cart, command: Of<'Surrender'>): Decision {
  const { at, into, tokenHash, currency, occupied } = command;
  if (cart.status === 'none' || !owns({ kind: 'guest', tokenHash }, cart.owner)) {
    return reject({ type: 'CartNotFound' });
  }
  if (cart.status === 'merged' && cart.into === into) return alreadyDone;
  const closed = whyClosed(cart);
  if (closed) return reject(closed);
  if (cart.lines.length > 0 && cart.currency !== currency) {
    return reject({ type: 'CurrencyMismatch', expected: currency, actual: cart.currency });
  }
  const tooMuch = overLimit(cart.lines, occupied);
  return tooMuch ? reject(tooMuch) : accept([{ type: 'CartSurrendered', at, into }]);
}

/** Refused as a whole and beforehand, because a merge never loses a line. */
function overLimit(lines: Line[], occupied: Surrender['occupied']): Rejection | undefined {
  const quantities = new Map(occupied.map(({ productId, quantity }) => [productId, quantity]));
  for (const { productId, quantity } of lines) {
    const together = (quantities.get(productId) ?? 0) + quantity;
    if (together > maxQuantityPerLine) return { type: 'QuantityLimit', productId, limit: maxQuantityPerLine };
    quantities.set(productId, together);
  }
  return quantities.size > maxLinesPerCart ? { type: 'TooManyLines', limit: maxLinesPerCart } : undefined;
}

export function takeOver(cart: Cart, { at, from, lines }: Of<'TakeOverLines'>): Decision {
  if (!mergeWith(from, cart)) return alreadyDone;
  return accept([{ type: 'LinesTakenOver', at, from, lines }]);
}
