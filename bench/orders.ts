import { oneRow, planned } from './floor/request.ts';
import type { Prepared } from './load/slice.ts';
import { type Counted, counted } from './plan/count.ts';
import { planFor } from './plan/plan.ts';
import { addItem, createCart, placeOrder, takeOut } from './plan/requests.ts';
import type { Stand } from './stand.ts';

/** As many as the sandbox has. */
const banks = 16;

/** A checkout of so many products, a unit of each. */
export function countedCheckout(products: number): Promise<Counted> {
  const adds = Array.from({ length: products }, (_, index) => addItem(`product-${index + 1}`));
  return counted(placeOrder, { products, before: [createCart, ...adds] });
}

/** Of a product that is sold out when its buyer comes to pay. */
export function countedRefusal(): Promise<Counted> {
  return counted(placeOrder, {
    units: 1,
    before: [createCart, addItem('product-1'), takeOut('product-1', 1)],
  });
}

let placed = 0;

/** The floor of a checkout. The cart is there, the order is new, and the books of the banks are everybody's. */
export function bareCheckout({ calls }: Counted, cart: string): Prepared {
  const nth = placed++;
  return planned(planFor(calls, 'order', { cart, order: `order ${nth}`, bank: `bank ${nth % banks}` }));
}

/** Makes carts on the floor. @returns their names */
export async function bareCarts(stand: Stand, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, () => `cart ${crypto.randomUUID()}`);
  // Carts are behind a binding for the service that takes orders.
  const made = names.map((name) => planned(oneRow(name).map((leg) => ({ ...leg, abroad: true }))));
  await stand.fire(stand.floor, made, [200]);
  return names;
}
