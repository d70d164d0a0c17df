import type { CartView } from '../../shared/contracts/cart.ts';
import { pause } from '../../shared/pause.ts';
import { unrecorded } from '../histories/history.ts';
import type { Api } from '../load/api.ts';
import { Keeper } from '../load/keeper.ts';
import type { Samples } from './figures.ts';

const lookEveryMs = 10;
const restMs = 250;
/** What takes longer counts as so long. */
const patienceMs = 15_000;

/** Puts products on the shelf, and waits until carts can have them: not every wiring knows them at once. */
export async function stock(api: Api, products: string[], units: number): Promise<void> {
  const keeper = new Keeper('merchant', api, unrecorded);
  for (const product of products) await keeper.list(product, units);
  for (const product of products) await cartWith(api, product);
}

/**
 * Takes the last unit of a product off the shelf and puts it back, and watches a cart that holds the product: how
 * long does it go on showing what was true before?
 *
 * @param product on the shelf with one unit
 */
export async function changeStock(api: Api, product: string, end: number, samples: Samples): Promise<void> {
  const keeper = new Keeper('merchant', api, unrecorded);
  const look = await cartWith(api, product);
  for (let units = 0; performance.now() < end; units = 1 - units) {
    await keeper.receive(product, units === 0 ? -1 : 1);
    await watch(look, units > 0, samples);
    await pause(restMs);
  }
}

/** The change has just been answered: looks until it is shown. */
async function watch(look: () => Promise<boolean>, isThere: boolean, samples: Samples): Promise<void> {
  const changed = performance.now();
  while ((await look()) !== isThere && performance.now() < changed + patienceMs) {
    samples.staleLooks += 1;
    await pause(lookEveryMs);
  }
  samples.shownMs.push(performance.now() - changed);
}

/**
 * @returns looks whether the cart shows that it can be had
 * @throws when it cannot be put into a cart
 */
async function cartWith(api: Api, product: string): Promise<() => Promise<boolean>> {
  const created = await api.call<{ cart: CartView; token: string }>('POST', '/v1/carts', { body: {} });
  const path = `/v1/carts/${created.body.cart.id}`;
  const headers = { 'cart-token': created.body.token };
  const body = { productId: product, quantity: 1 };
  const deadline = performance.now() + patienceMs;
  while ((await api.call('POST', `${path}/items`, { body, headers })).status !== 200) {
    if (performance.now() > deadline) throw new Error(`no cart can have ${product}`);
    await pause(lookEveryMs);
  }
  return async () => {
    const { body: cart } = await api.call<CartView>('GET', path, { headers });
    const status = cart.items?.[0]?.availability.status;
    return status === 'available' || status === 'low';
  };
}
