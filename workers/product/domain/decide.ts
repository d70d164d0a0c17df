import { maxStock } from '../../../shared/contracts/product.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { ProductCommand } from './commands.ts';
import { decideHold, type Shelf } from './decide-hold.ts';
import { decideSharding } from './decide-sharding.ts';
import type { Hold } from './hold.ts';
import { type Details, evolve, type Listed, type Product, type ProductEvent } from './product.ts';
import { stockInAll } from './sharding.ts';
import { available } from './stock.ts';
import { closeWaitingRoom, openWaitingRoom } from './waiting-room.ts';

type Decision = Result<ProductEvent[], Rejection>;
type Of<Type extends ProductCommand['type']> = Extract<ProductCommand, { type: Type }>;

const alreadyDone: Decision = accept([]);

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
    case 'OpenWaitingRoom':
      return openWaitingRoom(product, command);
    case 'CloseWaitingRoom':
      return closeWaitingRoom(product, command);
    case 'ChangeShards':
    case 'FinishChange':
    case 'HearShard':
    case 'AllotStock':
      return decideSharding(product, command);
    default:
      return decideHold(shelfOf(product), command, hold);
  }
}

function shelfOf(product: Product): Shelf {
  if (product.status === 'none') return { productId: '', onSale: false, available: 0, roomKey: null };
  const { productId, status, stock, waitingRoom } = product;
  const roomKey = waitingRoom?.publicKey ?? null;
  return { productId, onSale: status === 'active', available: available(stock), roomKey };
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

/** Out of the product's own actor nothing can be taken: of a split product units are called back before. */
function adjust(product: Product, { at, productId, delta, reason }: Of<'AdjustStock'>): Decision {
  if (product.status === 'none') return reject({ type: 'ProductNotFound', productId });
  const { onHand, held } = stockInAll(product);
  if (available(product.stock) + delta < 0) return reject({ type: 'StockHeld', onHand, held });
  if (onHand + delta > maxStock) return reject({ type: 'StockLimit', limit: maxStock });
  return accept([{ type: 'StockAdjusted', at, delta, reason }]);
}

function importProduct(product: Product, command: Of<'ImportProduct'>): Decision {
  const { at, productId, details, onHand } = command;
  const listing = list(product, { type: 'ListProduct', at, productId, details });
  if (!listing.ok) return listing;
  const listed = listing.value.reduce(evolve, product) as Listed;
  const delta = onHand - stockInAll(listed).onHand;
  if (delta === 0) return listing;
  const adjusting = adjust(listed, { type: 'AdjustStock', at, productId, delta, reason: 'import' });
  return adjusting.ok ? accept([...listing.value, ...adjusting.value]) : adjusting;
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
