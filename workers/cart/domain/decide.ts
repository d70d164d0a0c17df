import { type Caller, owns } from '../../../shared/contracts/caller.ts';
import { accept, reject } from '../../../shared/result.ts';
import { type Cart, type CartEvent, cartTtlMs, mergeRetryMs } from './cart.ts';
import type { CartCommand } from './commands.ts';
import { alreadyDone, type Decision, mergeWith, type Of, type OpenCart, whyClosed } from './decision.ts';
import { addItem, changeQuantity, noteProduct, removeItem } from './items.ts';
import type { Merge } from './merges.ts';
import { beginMerge, surrender, takeOver } from './merging.ts';

const maxAskPauseMs = 300_000;

/** Already done comes before every rule; then whose the cart is; then whether it is open; then the rest. */
export function decide(cart: Cart, command: CartCommand, merge: Merge | undefined): Decision {
  switch (command.type) {
    case 'CreateCart':
      return create(cart, command);
    case 'AddItem':
      return whileOpen(cart, command.caller, (open) => addItem(open, command));
    case 'ChangeQuantity':
      return whileOpen(cart, command.caller, (open) => changeQuantity(open, command));
    case 'RemoveItem':
      return whileOpen(cart, command.caller, (open) => removeItem(open, command));
    case 'NoteProduct':
      return noteProduct(cart, command);
    case 'StartCheckout':
      return whileOpen(cart, command.caller, (open) => startCheckout(open, command));
    case 'AwaitCheckout':
      return awaitCheckout(cart, command);
    case 'ReopenCart':
      return ofCheckout(cart, command.orderId, [
        { type: 'CheckoutReopened', at: command.at, orderId: command.orderId },
      ]);
    case 'ConvertCart':
      return ofCheckout(cart, command.orderId, [
        { type: 'CartConverted', at: command.at, orderId: command.orderId },
      ]);
    case 'ExpireCart':
      return expire(cart, command.at);
    case 'BeginMerge':
      return beginMerge(cart, command, merge);
    case 'DelayMerge':
      return delayMerge(cart, command);
    case 'RefuseMerge':
      return ofMerge(cart, command.from, [{ type: 'MergeRefused', at: command.at, from: command.from }]);
    case 'TakeOverLines':
      return takeOver(cart, command);
    case 'Surrender':
      return surrender(cart, command);
  }
}

function create(cart: Cart, { at, cartId, owner, currency }: Of<'CreateCart'>): Decision {
  // A repeat is answered from memory. After a day that is gone, and the key does not open the old cart.
  if (cart.status !== 'none') return reject({ type: 'IdempotencyKeyReused' });
  return accept([{ type: 'CartCreated', at, cartId, owner, currency }]);
}

function startCheckout(cart: OpenCart, { at, orderId }: Of<'StartCheckout'>): Decision {
  if (cart.merging) return reject({ type: 'CartMerging' });
  if (cart.lines.length === 0) return reject({ type: 'CartEmpty' });
  return accept([{ type: 'CheckoutStarted', at, orderId }]);
}

/** Asked ever more seldom: an order may take its buyer a while. */
function awaitCheckout(cart: Cart, { at, orderId }: Of<'AwaitCheckout'>): Decision {
  if (cart.status !== 'checkingOut' || cart.orderId !== orderId) return alreadyDone;
  const askAt = at + nextPause(at, cart.since);
  return accept([{ type: 'CheckoutAwaited', at, orderId, askAt }]);
}

/** As long as it has been waited so far, so that each pause is twice the last, up to five minutes. */
function nextPause(at: number, since: number): number {
  return Math.min(maxAskPauseMs, at - since);
}

/** As patiently, for a guest's cart that cannot be reached. */
function delayMerge(cart: Cart, { at, from }: Of<'DelayMerge'>): Decision {
  const merging = mergeWith(from, cart);
  if (!merging) return alreadyDone;
  const pause = Math.max(mergeRetryMs, nextPause(at, merging.since));
  return accept([{ type: 'MergeDelayed', at, from, retryAt: at + pause }]);
}

/** Word from a checkout counts only while the cart is in that very checkout. */
function ofCheckout(cart: Cart, orderId: string, events: CartEvent[]): Decision {
  return cart.status === 'checkingOut' && cart.orderId === orderId ? accept(events) : alreadyDone;
}

function ofMerge(cart: Cart, from: string, events: CartEvent[]): Decision {
  return mergeWith(from, cart) ? accept(events) : alreadyDone;
}

function expire(cart: Cart, at: number): Decision {
  const isDue = cart.status === 'open' && !cart.merging && cart.touchedAt + cartTtlMs <= at;
  return isDue ? accept([{ type: 'CartExpired', at }]) : alreadyDone;
}

function whileOpen(cart: Cart, caller: Caller, then: (open: OpenCart) => Decision): Decision {
  if (cart.status === 'none' || !owns(caller, cart.owner)) return reject({ type: 'CartNotFound' });
  const closed = whyClosed(cart);
  return closed ? reject(closed) : then(cart as OpenCart);
}
