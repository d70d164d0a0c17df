import type { Cause } from '../../shared/actor/event-log.ts';
import type { Answer, Call } from '../../shared/contracts/call.ts';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { BegunCheckout, CartService, CheckoutContents } from '../../shared/contracts/cart.ts';
import type { ProductSnapshot } from '../../shared/contracts/product.ts';
import { randomId } from '../../shared/ids.ts';
import { takeOrderEvent } from './queue.ts';

/** A cart's actor, as the service sees it. */
export interface RemoteCart {
  beginCheckout(orderId: string, call: Call): Promise<Answer<BegunCheckout>>;
  validate(orderId: string): Promise<Answer<CheckoutContents>>;
  reopen(orderId: string, cause: Cause, forget: boolean): Promise<void>;
  convert(orderId: string, cause: Cause): Promise<void>;
  belongsTo(caller: Caller): Promise<boolean>;
}

/** A product's copy, as the service sees it. */
export interface RemoteCopy {
  take(snapshot: ProductSnapshot): Promise<void>;
  copiedSeq(): Promise<number>;
}

/** Cart's side of a checkout. The id of the order is allocated here, so that it comes from one place. */
export function cartService(
  cart: (cartId: string) => RemoteCart,
  copy: (productId: string) => RemoteCopy,
): CartService {
  return {
    beginCheckout: (cartId, call) => cart(cartId).beginCheckout(randomId('ord'), call),
    validate: (cartId, orderId) => cart(cartId).validate(orderId),
    reopen: (cartId, orderId, cause, { forget }) => cart(cartId).reopen(orderId, cause, forget),
    belongsTo: (cartId, caller) => cart(cartId).belongsTo(caller),
    copiedSeq: (productId) => copy(productId).copiedSeq(),
    productUpdated: ({ data }) => copy(data.productId).take(data),
    orderEvent: (event) => takeOrderEvent(event, cart),
  };
}
