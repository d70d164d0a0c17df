import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result } from '../../../shared/result.ts';
import type { Cart, CartEvent, Contents, Situation } from './cart.ts';
import type { CartCommand } from './commands.ts';

export type Decision = Result<CartEvent[], Rejection>;
export type Of<Type extends CartCommand['type']> = Extract<CartCommand, { type: Type }>;
export type OpenCart = Contents & Extract<Situation, { status: 'open' }>;

export const alreadyDone: Decision = accept([]);

/** The merge under way with that guest's cart, or undefined. */
export function mergeWith(from: string, cart: Cart): Contents['merging'] | undefined {
  const merging = cart.status === 'none' ? null : cart.merging;
  return merging?.from === from ? merging : undefined;
}

/** Why nothing can be changed in this cart, or undefined. */
export function whyClosed(cart: Exclude<Cart, { status: 'none' }>): Rejection | undefined {
  switch (cart.status) {
    case 'open':
      return undefined;
    case 'checkingOut':
      return { type: 'CheckoutInProgress', orderId: cart.orderId };
    case 'converted':
      return { type: 'CartConverted', orderId: cart.orderId };
    case 'expired':
    case 'merged':
      return { type: 'CartExpired' };
  }
}
