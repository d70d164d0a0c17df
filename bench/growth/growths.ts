import { cartLines } from './cart-lines.ts';
import { listedOrders } from './listed-orders.ts';
import { listedProducts } from './listed-products.ts';
import { openHolds } from './open-holds.ts';
import type { Growth } from './subject.ts';
import { watchingCarts } from './watching-carts.ts';

/** All that grows, but for the log, which has a scenario of its own. */
export const growths: readonly Growth[] = [cartLines, openHolds, watchingCarts, listedOrders, listedProducts];
