import { maxStock } from '../../../shared/contracts/product.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { ProductCommand } from './commands.ts';
import { type Hold, stillSold } from './hold.ts';
import { available, type Details, evolve, type Listed, type Product, type ProductEvent } from './product.ts';
import { closeWaitingRoom, mustWait, openWaitingRoom } from './waiting-room.ts';

type Decision = Result<ProductEvent[], Rejection>;
type Of<Type extends ProductCommand['type']> = Extract<ProductCommand, { type: Type }>;

const alreadyDone: Decision = accept([]);

/** Already done comes before every rule, so that a repeat is answered as the first was. */
export function decide(product: Product, command: ProductCommand, hold: Hold | undefined): Decision {
  switch (command.type) {
    case 'ListProduct':
      return list(product, command);
    case 'ArchiveProduct':
      return archive(product, command);
    case 'AdjustStock':
      return adjust(product, command);
    case 'ImportProduct':
      return importProduct(product, command);
    case 'ReserveStock':
      return reserve(product, command, hold);
    case 'CommitHold':
      return commit(product, command, hold);
    case 'ReleaseHold':
      return release(command, hold);
    case 'GiveBackHold':
      return giveBack(command, hold);
    case 'RestockUnits':
      return restock(command, hold);
    case 'ExpireHold':
      return expire(command, hold);
    case 'OpenWaitingRoom':
      return openWaitingRoom(product, command);
    case 'CloseWaitingRoom':
      return closeWaitingRoom(product, command);
  }
}

function list(product: Product, { at, productId, details }: Of<'ListProduct'>): Decision {
  if (product.status === 'none') return accept([{ type: 'ProductListed', at, productId, details }]);
  if (product.status === 'active' && sameDetails(product.details, details)) return alreadyDone;
  return accept([{ type: 'ProductChanged', at, details }]);
}

function archive(product: Product, { at, productId }: Of<'ArchiveProduct'>): Decision {
  if (product.status === 'none') return reject({ type: 'ProductNotFound', productId });
  if (product.status === 'archived') return alreadyDone;
  return accept([{ type: 'ProductArchived', at }]);
}

function adjust(product: Product, { at, productId, delta, reason }: Of<'AdjustStock'>): Decision {
  if (product.status === 'none') return reject({ type: 'ProductNotFound', productId });
  const { onHand, held } = product.stock;
  if (onHand + delta < held) return reject({ type: 'StockHeld', onHand, held });
  if (onHand + delta > maxStock) return reject({ type: 'StockLimit', limit: maxStock });
  return accept([{ type: 'StockAdjusted', at, delta, reason }]);
}

function importProduct(product: Product, command: Of<'ImportProduct'>): Decision {
  const { at, productId, details, onHand } = command;
  const listing = list(product, { type: 'ListProduct', at, productId, details });
  if (!listing.ok) return listing;
  const listed = listing.value.reduce(evolve, product) as Listed;
  const delta = onHand - listed.stock.onHand;
  if (delta === 0) return listing;
  const adjusting = adjust(listed, { type: 'AdjustStock', at, productId, delta, reason: 'import' });
  return adjusting.ok ? accept([...listing.value, ...adjusting.value]) : adjusting;
}

function reserve(product: Product, command: Of<'ReserveStock'>, hold: Hold | undefined): Decision {
  const { at, productId, holdId, quantity, ttlMs } = command;
  if (hold) {
    if (hold.status !== 'open' && hold.status !== 'committed') {
      return reject({ type: 'HoldResolved', holdId, status: hold.status });
    }
    return hold.quantity === quantity ? alreadyDone : reject({ type: 'HoldMismatch', holdId });
  }
  const short = shortage(productId, quantity, product.status === 'active' ? available(product.stock) : 0);
  if (short) return reject(short);
  if (mustWait(product, command)) return reject({ type: 'WaitingRoom', productId });
  return accept([{ type: 'StockReserved', at, holdId, quantity, expiresAt: at + ttlMs }]);
}

function commit(product: Product, command: Of<'CommitHold'>, hold: Hold | undefined): Decision {
  const { at, holdId, quantity } = command;
  if (hold?.status === 'committed') {
    return hold.quantity === quantity ? alreadyDone : reject({ type: 'HoldMismatch', holdId });
  }
  if (hold?.status === 'open') {
    if (hold.quantity !== quantity) return reject({ type: 'HoldMismatch', holdId });
    return accept([{ type: 'HoldCommitted', at, holdId, quantity, late: false }]);
  }
  if (hold?.status === 'expired') return commitLate(product, command, hold.quantity);
  return reject({ type: 'HoldResolved', holdId, status: hold?.status ?? 'unknown' });
}

/**
 * The hold ran out while the buyer paid: sell all the same if there is enough, even of a product that has been
 * archived meanwhile, and otherwise say so.
 */
function commitLate(product: Product, { at, holdId, quantity }: Of<'CommitHold'>, held: number): Decision {
  if (held !== quantity) return reject({ type: 'HoldMismatch', holdId });
  const { productId, stock } = product as Listed; // or there would have been nothing to hold
  const short = shortage(productId, quantity, available(stock));
  if (short) return reject(short);
  return accept([{ type: 'HoldCommitted', at, holdId, quantity, late: true }]);
}

function release({ at, holdId }: Of<'ReleaseHold' | 'GiveBackHold'>, hold: Hold | undefined): Decision {
  if (!hold) return accept([{ type: 'HoldReleased', at, holdId, quantity: 0 }]);
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

function shortage(productId: string, requested: number, left: number): Rejection | undefined {
  if (left >= requested) return undefined;
  return { type: 'InsufficientStock', items: [{ productId, requested, available: left }] };
}

function sameDetails(a: Details, b: Details): boolean {
  const sorted = (attributes: Record<string, string>) => Object.entries(attributes).sort();
  return (
    a.name === b.name &&
    a.description === b.description &&
    a.image === b.image &&
    a.price.amount === b.price.amount &&
    a.price.currency === b.price.currency &&
    JSON.stringify(sorted(a.attributes)) === JSON.stringify(sorted(b.attributes))
  );
}
