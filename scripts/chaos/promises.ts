import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { StockView } from '../../shared/contracts/product.ts';
import type { Entry } from '../histories/history.ts';
import type { Api } from '../load/api.ts';
import type { Purchase } from '../load/shopper.ts';

/** Everything that can be seen over HTTP when all has come to its end. */
interface Books {
  orders: OrderView[];
  /** Minor units: captured and not refunded. */
  bankMinor: number;
  notifications: { type: string; orderId: string }[];
  stock: Map<string, StockView>;
}

/** Whatever the shop has promised and not kept. Empty is good. */
export async function brokenPromises(api: Api, purchases: Purchase[], entries: Entry[]): Promise<string[]> {
  const books = await booksOf(
    api,
    entries.map(({ product }) => product),
  );
  return [
    ...moneyPromises(books),
    ...stockPromises(books, entries),
    ...notificationPromises(books),
    ...(await buyerPromises(api, books, purchases)),
  ];
}

async function booksOf(api: Api, products: string[]): Promise<Books> {
  type Bank = { items: { capturedMinor: number; refundedMinor: number }[] };
  const bank = await api.asked<Bank>('GET', '/v1/admin/sandbox/payments');
  const stock = new Map<string, StockView>();
  for (const id of new Set(products)) stock.set(id, await api.asked('GET', `/v1/products/${id}/stock`));
  return {
    orders: await api.list('/v1/orders'),
    bankMinor: bank.items.reduce((sum, book) => sum + book.capturedMinor - book.refundedMinor, 0),
    notifications: await api.list('/v1/admin/notifications'),
    stock,
  };
}

function confirmed(orders: OrderView[]): OrderView[] {
  return orders.filter(({ status }) => status === 'confirmed');
}

function moneyPromises({ orders, bankMinor }: Books): string[] {
  const owed = confirmed(orders).reduce((sum, { totals }) => sum + totals.total.amount, 0);
  return owed === bankMinor ? [] : [`orders come to ${owed}, the bank has ${bankMinor}`];
}

function stockPromises({ orders, stock }: Books, entries: Entry[]): string[] {
  const items = confirmed(orders).flatMap((order) => order.items);
  const broken: string[] = [];
  for (const [id, { onHand, held, sold }] of stock) {
    const received = sum(
      entries
        .filter((entry) => entry.product === id && isReceipt(entry))
        .map(({ argument }) => argument ?? 0),
    );
    const ordered = sum(items.filter(({ productId }) => productId === id).map(({ quantity }) => quantity));
    if (held !== 0) broken.push(`${held} of ${id} are still held`);
    if (onHand + sold !== received)
      broken.push(`${id}: received ${received}, on hand ${onHand}, sold ${sold}`);
    if (sold !== ordered) broken.push(`${id}: sold ${sold}, ordered ${ordered}`);
  }
  return broken;
}

function isReceipt({ operation, outcome }: Entry): boolean {
  return operation === 'receive' && outcome === 'ok';
}

function notificationPromises({ orders, notifications }: Books): string[] {
  const confirmations = notifications.filter(({ type }) => type === 'order.confirmed');
  const told = new Set(confirmations.map(({ orderId }) => orderId));
  const broken = confirmed(orders)
    .filter(({ id }) => !told.has(id))
    .map(({ id }) => `nobody was notified of ${id}`);
  return told.size === confirmations.length
    ? broken
    : [...broken, 'an order was confirmed to its buyer twice'];
}

async function buyerPromises(api: Api, { orders }: Books, purchases: Purchase[]): Promise<string[]> {
  const kept = orders.filter(({ status }) => status === 'confirmed' || status === 'canceled');
  const known = new Set(kept.map(({ id }) => id));
  const broken =
    new Set(kept.map(({ cartId }) => cartId)).size === kept.length ? [] : ['a cart became two orders'];
  for (const { outcome, orderId, cartId, token } of purchases) {
    if (outcome === 'ok' && !known.has(orderId ?? '')) broken.push(`${orderId} was confirmed, and is gone`);
    const headers = { 'cart-token': token };
    const { body } = await api.call<CartView>('GET', `/v1/carts/${cartId}`, { headers });
    if (body.status === 'converted' && !known.has(body.orderId ?? ''))
      broken.push(`${cartId} is converted to nothing`);
  }
  return broken;
}

function sum(units: number[]): number {
  return units.reduce((all, one) => all + one, 0);
}
