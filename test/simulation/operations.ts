import { checkOut } from '../../workers/order/checkout.ts';
import { type Usage, used } from './meter.ts';
import { must } from './must.ts';
import { callOver } from './network.ts';
import { call, caller, cartId, during, price, stock } from './one-order.ts';
import { Shop } from './shop.ts';
import { noFaults, World } from './world.ts';

export interface OperationUsage extends Usage {
  workerRequests: number;
}

/** One request of a client, and what must have happened before it. */
export interface Operation {
  name: string;
  before(shop: Shop): Promise<unknown>;
  request(shop: Shop): Promise<unknown>;
}

/** How many carts hold the product whose price changes. */
export const watchingCarts = 100;

const product = 'product-1';
const nothing = async () => {};

/** In the wiring `hybrid`. */
export const operations: readonly Operation[] = [
  { name: 'create a cart', before: nothing, request: (shop) => createCart(shop) },
  { name: 'read a cart of 3 products', before: (shop) => filledCart(shop, 3), request: readCart },
  { name: 'add a product', before: (shop) => filledCart(shop, 2), request: (shop) => add(shop, product) },
  { name: 'change a quantity', before: (shop) => filledCart(shop, 3), request: changeQuantity },
  ...[1, 3, 20].map((products) => ({
    name: `check out ${products === 1 ? '1 product' : `${products} products`}`,
    before: (shop: Shop) => filledCart(shop, products),
    request: (shop: Shop) => order(shop, 'confirmed'),
  })),
  { name: 'check out, and be refused for stock', before: soldOut, request: (shop) => order(shop, 'failed') },
  {
    name: `change a price that ${watchingCarts} carts show`,
    before: cartsThatWatch,
    request: (shop) => price(shop, product, 600),
  },
  {
    name: 'read a product that is not cached',
    before: (shop) => stock(shop, [product]),
    request: readProduct,
  },
  { name: 'list products', before: (shop) => stock(shop, [product]), request: listProducts },
  { name: 'import a new product', before: nothing, request: importProduct },
];

/** What it asks of the platform, until nobody has anything left to do because of it. */
export async function usageOf({ before, request }: Operation): Promise<OperationUsage> {
  const world = new World(1, noFaults);
  const shop = new Shop(world);
  return world.inhabit(async () => {
    await during(world, before(shop));
    const usageBefore = world.meter.read();
    await during(world, request(shop));
    return { workerRequests: 1, ...used(world.meter.read(), usageBefore) };
  });
}

async function filledCart(shop: Shop, products: number): Promise<void> {
  const ids = Array.from({ length: products }, (_, index) => `product-${index + 2}`);
  await stock(shop, [product, ...ids]);
  await createCart(shop);
  for (const id of ids) await add(shop, id);
}

function createCart(shop: Shop, id = cartId) {
  return callOver(shop.world, shop.cart(id), 'create', (cart) => cart.create(caller, 'EUR', undefined, call));
}

async function add(shop: Shop, productId: string, id = cartId): Promise<void> {
  const found = { lookedUpAt: shop.world.now, facts: await shop.lookUp(productId, id) };
  await callOver(shop.world, shop.cart(id), 'addItem', (cart) => cart.addItem(productId, 1, found, call));
}

function readCart(shop: Shop) {
  return callOver(shop.world, shop.cart(cartId), 'view', (cart) => cart.view(caller));
}

async function changeQuantity(shop: Shop): Promise<void> {
  const facts = await shop.lookUp('product-2', cartId);
  await callOver(shop.world, shop.cart(cartId), 'changeQuantity', (cart) =>
    cart.changeQuantity('product-2', 2, facts, call),
  );
}

async function order(shop: Shop, status: 'confirmed' | 'failed'): Promise<void> {
  const body = { cartId, email: 'buyer@example.com', payment: { token: 'tok_ok' } };
  await checkOut(body, call, shop.checkoutServices, false);
  const statuses = [...shop.orders.values()].map((host) => host.inspect().actor.state.status);
  must(statuses.join() === status, `the order is ${statuses}`);
}

/** Others were faster. */
async function soldOut(shop: Shop): Promise<void> {
  await filledCart(shop, 1);
  await callOver(shop.world, shop.product('product-2'), 'adjust', (one) =>
    one.adjust({ delta: -1_000 }, call),
  );
}

async function cartsThatWatch(shop: Shop): Promise<void> {
  await stock(shop, [product]);
  for (let number = 0; number < watchingCarts; number++) {
    const id = `crt_${String(number).padStart(26, '0')}`;
    await createCart(shop, id);
    await add(shop, product, id);
  }
}

function readProduct(shop: Shop) {
  return callOver(shop.world, shop.product(product), 'view', (one) => one.view());
}

function listProducts({ catalog }: Shop) {
  return catalog.list({ q: '', attributes: {}, status: 'active', after: '', limit: 20 });
}

function importProduct(shop: Shop) {
  const line = { id: product, name: 'Green tea', price: { amount: 500, currency: 'EUR' }, stock: 60 };
  return callOver(shop.world, shop.product(product), 'import', (one) => one.import(line, call.cause));
}
