import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { ProductCommand } from './commands.ts';
import type { Product, ProductEvent } from './product.ts';

type Decision = Result<ProductEvent[], Rejection>;
type Of<Type extends ProductCommand['type']> = Extract<ProductCommand, { type: Type }>;

export function openWaitingRoom(product: Product, command: Of<'OpenWaitingRoom'>): Decision {
  const { at, productId, perMinute, ticketMs, publicKey } = command;
  if (product.status === 'none') return reject({ type: 'ProductNotFound', productId });
  const open = product.waitingRoom;
  const isSame = open?.perMinute === perMinute && open.ticketMs === ticketMs && open.publicKey === publicKey;
  return accept(isSame ? [] : [{ type: 'WaitingRoomOpened', at, perMinute, ticketMs, publicKey }]);
}

export function closeWaitingRoom(product: Product, { at, productId }: Of<'CloseWaitingRoom'>): Decision {
  if (product.status === 'none') return reject({ type: 'ProductNotFound', productId });
  return accept(product.waitingRoom ? [{ type: 'WaitingRoomClosed', at }] : []);
}
