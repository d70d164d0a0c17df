import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import { type Hold, type HoldCommand, type HoldEvent, stillSold } from './hold.ts';

type Decision = Result<HoldEvent[], Rejection>;
type Of<Type extends HoldCommand['type']> = Extract<HoldCommand, { type: Type }>;

/** Where units are held: all of a product's stock, or a part of it. */
export interface Shelf {
  productId: string;
  onSale: boolean;
  /** Units that nobody holds. */
  available: number;
  /** The key of the waiting room that buyers must have waited in; null: of none. */
  roomKey: string | null;
}

const alreadyDone: Decision = accept([]);

/** Already done comes before every rule, so that a repeat is answered as the first was. */
export function decideHold(shelf: Shelf, command: HoldCommand, hold: Hold | undefined): Decision {
  switch (command.type) {
    case 'ReserveStock':
      return reserve(shelf, command, hold);
    case 'CommitHold':
      return commit(shelf, command, hold);
    case 'ReleaseHold':
      return release(command, hold);
    case 'GiveBackHold':
      return giveBack(command, hold);
    case 'RestockUnits':
      return restock(command, hold);
    case 'ExpireHold':
      return expire(command, hold);
  }
}

function reserve(shelf: Shelf, command: Of<'ReserveStock'>, hold: Hold | undefined): Decision {
  const { at, productId, holdId, quantity, ttlMs, admittedBy } = command;
  if (hold) {
    if (hold.status !== 'open' && hold.status !== 'committed') {
      return reject({ type: 'HoldResolved', holdId, status: hold.status });
    }
    return hold.quantity === quantity ? alreadyDone : reject({ type: 'HoldMismatch', holdId });
  }
  const left = shelf.onSale ? shelf.available : 0;
  if (left < quantity) return reject(shortage(productId, quantity, left));
  // A ticket of an earlier opening is none: it was signed with another key.
  if (shelf.roomKey !== null && shelf.roomKey !== admittedBy)
    return reject({ type: 'WaitingRoom', productId });
  const expiresAt = at + ttlMs;
  return accept([{ type: 'StockReserved', at, holdId, quantity, expiresAt, ...placed(command) }]);
}

function commit(shelf: Shelf, { at, holdId, quantity }: Of<'CommitHold'>, hold: Hold | undefined): Decision {
  if (hold?.status === 'committed') {
    return hold.quantity === quantity ? alreadyDone : reject({ type: 'HoldMismatch', holdId });
  }
  if (hold?.status !== 'open' && hold?.status !== 'expired') {
    return reject({ type: 'HoldResolved', holdId, status: hold?.status ?? 'unknown' });
  }
  if (hold.quantity !== quantity) return reject({ type: 'HoldMismatch', holdId });
  const late = hold.status === 'expired';
  // It ran out while the buyer paid: sell all the same if there is enough, even if it is no longer on sale.
  if (late && shelf.available < quantity) {
    return reject(shortage(shelf.productId, quantity, shelf.available));
  }
  return accept([{ type: 'HoldCommitted', at, holdId, quantity, late }]);
}

function release(command: Of<'ReleaseHold' | 'GiveBackHold'>, hold: Hold | undefined): Decision {
  const { at, holdId } = command;
  if (!hold) return accept([{ type: 'HoldReleased', at, holdId, quantity: 0, ...placed(command) }]);
  if (hold.status === 'committed') return reject({ type: 'HoldResolved', holdId, status: hold.status });
  if (hold.status === 'open') return accept([{ type: 'HoldReleased', at, holdId, quantity: hold.quantity }]);
  // An expired hold holds nothing, but a late commit could still revive it: the release puts an end to that.
  if (hold.status === 'expired') return accept([{ type: 'HoldReleased', at, holdId, quantity: 0 }]);
  return alreadyDone;
}

function giveBack(command: Of<'GiveBackHold'>, hold: Hold | undefined): Decision {
  const { at, holdId } = command;
  if (hold?.status === 'committed') {
    return accept([{ type: 'SaleReturned', at, holdId, quantity: stillSold(hold) }]);
  }
  return release(command, hold);
}

function restock({ at, holdId, returnId, quantity }: Of<'RestockUnits'>, hold: Hold | undefined): Decision {
  if (hold?.status !== 'committed') {
    return reject({ type: 'HoldResolved', holdId, status: hold?.status ?? 'unknown' });
  }
  const before = hold.restocked?.[returnId];
  if (before === quantity) return alreadyDone;
  if (before !== undefined || quantity > stillSold(hold)) return reject({ type: 'HoldMismatch', holdId });
  return accept([{ type: 'UnitsRestocked', at, holdId, returnId, quantity }]);
}

function expire({ at, holdId }: Of<'ExpireHold'>, hold: Hold | undefined): Decision {
  if (hold?.status !== 'open' || hold.expiresAt > at) return alreadyDone;
  return accept([{ type: 'HoldExpired', at, holdId, quantity: hold.quantity }]);
}

function placed({ placedAt }: { placedAt?: number }): { placedAt?: number } {
  return placedAt === undefined ? {} : { placedAt };
}

export function shortage(productId: string, requested: number, left: number): Rejection {
  return { type: 'InsufficientStock', items: [{ productId, requested, available: left }] };
}
