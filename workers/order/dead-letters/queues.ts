import type { Queues, Sender } from './redrive.ts';

/** Producers of every queue of the shop, since a dead letter may come from any of them. */
export interface QueueBindings {
  TO_CATALOG: Sender;
  TO_COPIES: Sender;
  TO_CARTS: Sender;
  TO_NOTIFICATIONS: Sender;
  TO_WEBHOOKS: Sender;
  TO_LIST: Sender;
  TO_FORGETTING: Sender;
  CART_COMMANDS: Sender;
  PRODUCT_COMMANDS: Sender;
  REPLIES: Sender;
}

export function queuesOf(bindings: QueueBindings): Queues {
  return new Map([
    ['konbini-product-updated-catalog', bindings.TO_CATALOG],
    ['konbini-product-updated-carts', bindings.TO_COPIES],
    ['konbini-order-created-carts', bindings.TO_CARTS],
    ['konbini-order-notifications', bindings.TO_NOTIFICATIONS],
    ['konbini-order-webhooks', bindings.TO_WEBHOOKS],
    ['konbini-order-list', bindings.TO_LIST],
    ['konbini-forgetting', bindings.TO_FORGETTING],
    ['konbini-cart-commands', bindings.CART_COMMANDS],
    ['konbini-product-commands', bindings.PRODUCT_COMMANDS],
    ['konbini-order-replies', bindings.REPLIES],
  ]);
}
