import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, reject } from '../../../shared/result.ts';
import type { Cart } from './cart.ts';
import { alreadyDone, type Decision, type Of, type OpenCart } from './decision.ts';
import { lineOf, newer, type ProductFacts } from './line.ts';

/**
 * A cart hears of changes from the moment it watches a product. Facts that were looked up longer ago than the
 * watch is kept waiting for its line could be overtaken by a change that nobody tells again.
 */
export const maxFactsAgeMs = 5_000;

export function addItem(cart: OpenCart, command: Of<'AddItem'>): Decision {
  const { at, productId, quantity, facts, lookedUpAt } = command;
  if (at - lookedUpAt > maxFactsAgeMs) return reject({ type: 'ServiceUnavailable', service: 'cart' });
  const line = lineOf(cart.lines, productId);
  const now = facts && line ? newer(facts, line.known) : facts;
  if (now === null || now.status === 'archived') return reject({ type: 'ProductNotFound', productId });
  if (now.currency !== cart.currency) {
    return reject({ type: 'CurrencyMismatch', expected: cart.currency, actual: now.currency });
  }
  if (!line && cart.lines.length >= maxLinesPerCart) {
    return reject({ type: 'TooManyLines', limit: maxLinesPerCart });
  }
  const total = (line?.quantity ?? 0) + quantity;
  const tooMany = overLimit(productId, total) ?? overStock(productId, total, now);
  return tooMany ? reject(tooMany) : accept([{ type: 'ItemAdded', at, productId, quantity, facts: now }]);
}

/** Less is always possible; more must be there. */
export function changeQuantity(cart: OpenCart, command: Of<'ChangeQuantity'>): Decision {
  const { at, productId, quantity, facts } = command;
  const line = lineOf(cart.lines, productId);
  if (!line) return quantity === 0 ? alreadyDone : reject({ type: 'LineNotFound', productId });
  if (quantity === line.quantity) return alreadyDone;
  if (quantity === 0) return accept([{ type: 'ItemRemoved', at, productId }]);
  if (quantity > line.quantity) {
    const now = facts ? newer(facts, line.known) : line.known;
    const tooMany = overLimit(productId, quantity) ?? overStock(productId, quantity, now);
    if (tooMany) return reject(tooMany);
  }
  return accept([{ type: 'ItemQuantityChanged', at, productId, quantity }]);
}

export function removeItem(cart: OpenCart, { at, productId }: Of<'RemoveItem'>): Decision {
  if (!lineOf(cart.lines, productId)) return alreadyDone;
  return accept([{ type: 'ItemRemoved', at, productId }]);
}

/** What is newer counts even if it looks the same: something in between may still be on its way. */
export function noteProduct(cart: Cart, { at, productId, facts }: Of<'NoteProduct'>): Decision {
  if (cart.status !== 'open' && cart.status !== 'checkingOut') return alreadyDone;
  const line = lineOf(cart.lines, productId);
  if (!line || facts.seq <= line.known.seq) return alreadyDone;
  return accept([{ type: 'ProductNoted', at, productId, facts }]);
}

function overLimit(productId: string, quantity: number): Rejection | undefined {
  if (quantity <= maxQuantityPerLine) return undefined;
  return { type: 'QuantityLimit', productId, limit: maxQuantityPerLine };
}

/** Where availability cannot be known, checkout decides. */
function overStock(productId: string, requested: number, facts: ProductFacts): Rejection | undefined {
  const available = facts.status === 'archived' ? 0 : facts.available;
  if (available === null || requested <= available) return undefined;
  return { type: 'InsufficientStock', items: [{ productId, requested, available }] };
}
