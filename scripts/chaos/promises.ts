import type { OrderView } from '../../shared/contracts/order.ts';
import type { StockView } from '../../shared/contracts/product.ts';
import type { Attempt, Buyers } from './buyers.ts';

/** What has not come to its end yet: carts in checkout, and stock that is held. */
export async function unsettled(buyers: Buyers, attempts: Attempt[]): Promise<string[]> {
  const waiting: string[] = [];
  for (const attempt of attempts) {
    const cart = await buyers.cart(attempt);
    if (cart.status === 'checkingOut') waiting.push(`${cart.id} is checking out ${cart.orderId}`);
  }
  for (const id of new Set(attempts.map(({ productId }) => productId))) {
    const { held } = await buyers.asAdmin<StockView>('GET', `/v1/products/${id}/stock`);
    if (held > 0) waiting.push(`${held} of ${id} are held`);
  }
  for (const order of await allOrders(buyers)) {
    if (!['confirmed', 'failed', 'canceled'].includes(order.status))
      waiting.push(`${order.id} is ${order.status}`);
  }
  return waiting;
}

/** Whatever the shop has promised and not kept. Empty is good. */
export async function brokenPromises(buyers: Buyers): Promise<string[]> {
  const orders = await allOrders(buyers);
  const confirmed = orders.filter(({ status }) => status === 'confirmed');
  return [
    ...moneyPromises(confirmed, await captured(buyers)),
    ...(await stockPromises(buyers, confirmed)),
    ...(await buyerPromises(buyers, confirmed)),
  ];
}

function moneyPromises(confirmed: OrderView[], capturedMinor: number): string[] {
  const owed = confirmed.reduce((sum, { totals }) => sum + totals.total.amount, 0);
  return owed === capturedMinor ? [] : [`orders come to ${owed}, the bank has captured ${capturedMinor}`];
}

async function stockPromises(buyers: Buyers, confirmed: OrderView[]): Promise<string[]> {
  const broken: string[] = [];
  for (const [id, received] of buyers.received) {
    const { onHand, held, sold } = await buyers.asAdmin<StockView>('GET', `/v1/products/${id}/stock`);
    const items = confirmed.flatMap((order) => order.items).filter(({ productId }) => productId === id);
    const ordered = items.reduce((sum, { quantity }) => sum + quantity, 0);
    if (held !== 0) broken.push(`${held} of ${id} are still held`);
    if (onHand + sold !== received)
      broken.push(`${id}: received ${received}, on hand ${onHand}, sold ${sold}`);
    if (sold !== ordered) broken.push(`${id}: sold ${sold}, ordered ${ordered}`);
  }
  return broken;
}

async function buyerPromises(buyers: Buyers, confirmed: OrderView[]): Promise<string[]> {
  const broken: string[] = [];
  const byId = new Map(confirmed.map((order) => [order.id, order]));
  if (new Set(confirmed.map(({ cartId }) => cartId)).size !== confirmed.length)
    broken.push('a cart became two orders');
  for (const attempt of buyers.attempts) {
    const told = attempt.status === 201;
    if (told && !byId.has(attempt.orderId ?? ''))
      broken.push(`${attempt.orderId} was confirmed, and is gone`);
    const { status, orderId } = await buyers.cart(attempt);
    if (status === 'converted' && !byId.has(orderId ?? ''))
      broken.push(`${attempt.cartId} is converted to nothing`);
  }
  return broken;
}

async function captured(buyers: Buyers): Promise<number> {
  const { items } = await buyers.asAdmin<{ items: { capturedMinor: number; refundedMinor: number }[] }>(
    'GET',
    '/v1/admin/sandbox/payments',
  );
  return items.reduce((sum, book) => sum + book.capturedMinor - book.refundedMinor, 0);
}

async function allOrders(buyers: Buyers): Promise<OrderView[]> {
  const orders: OrderView[] = [];
  let cursor = '';
  do {
    const page = await buyers.asAdmin<{ items: OrderView[]; next: string | null }>(
      'GET',
      `/v1/orders?limit=100${cursor && `&cursor=${cursor}`}`,
    );
    orders.push(...page.items);
    cursor = page.next ?? '';
  } while (cursor);
  return orders;
}
