import type { Notification, WholeNotification } from '../../shared/contracts/notification.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { BankTotals, SandboxPayment } from '../../shared/contracts/sandbox.ts';
import { asAdmin, call, eventually } from './client.ts';
import type { Shop } from './shop.ts';

/** The payment of an order in the bank's own books; undefined where the bank was never asked. */
export async function bankOf(shop: Shop, orderId: string): Promise<SandboxPayment | undefined> {
  const { status, body } = await call<SandboxPayment>(shop, 'GET', `/v1/admin/sandbox/payments/${orderId}`, {
    headers: asAdmin,
  });
  return status === 404 ? undefined : body;
}

async function allTotals(shop: Shop): Promise<BankTotals[]> {
  const path = '/v1/admin/sandbox/payments';
  return (await call<{ items: BankTotals[] }>(shop, 'GET', path, { headers: asAdmin })).body.items;
}

/** Everything that the bank has done in this currency. */
export async function bankTotals(shop: Shop, currency: string): Promise<Omit<BankTotals, 'currency'>> {
  const found = (await allTotals(shop)).find((totals) => totals.currency === currency);
  const { currency: _, ...totals } = found ?? {
    currency,
    payments: 0,
    authorizedMinor: 0,
    capturedMinor: 0,
    refundedMinor: 0,
  };
  return totals;
}

const currencies = Intl.supportedValuesOf('currency').filter((code) => code !== 'EUR');
const taken = new Set<string>();

/** A currency that nobody has paid in: the bank's totals in it are those of one test. */
export async function ownCurrency(shop: Shop): Promise<string> {
  const used = new Set((await allTotals(shop)).map(({ currency }) => currency));
  const free = currencies.find((code) => !used.has(code) && !taken.has(code));
  if (!free) throw new Error('every currency is taken');
  taken.add(free);
  return free;
}

/** A customer's orders, newest first, as soon as the list has so many and all are decided. */
export function ordersOf(shop: Shop, customerId: string, count: number): Promise<OrderView[]> {
  return eventually(async () => {
    const path = `/v1/orders?customer=${encodeURIComponent(customerId)}&limit=100`;
    const { items } = (await call<{ items: OrderView[] }>(shop, 'GET', path, { headers: asAdmin })).body;
    const decided = items.every(({ status }) => status !== 'placing');
    return items.length >= count && decided ? items : undefined;
  });
}

export async function notificationsOf(shop: Shop, orderId: string): Promise<Notification[]> {
  const path = `/v1/admin/notifications?orderId=${orderId}`;
  return (await call<{ items: Notification[] }>(shop, 'GET', path, { headers: asAdmin })).body.items;
}

/** What a notification says. */
export async function contentOf(shop: Shop, id: string): Promise<WholeNotification> {
  const path = `/v1/admin/notifications/${id}`;
  return (await call<WholeNotification>(shop, 'GET', path, { headers: asAdmin })).body;
}

/** The notifications of an order, as soon as all of these are among them and none is on its way. */
export function notified(
  shop: Shop,
  orderId: string,
  ...types: Notification['type'][]
): Promise<Notification[]> {
  return eventually(async () => {
    const all = await notificationsOf(shop, orderId);
    const said = new Set(all.map(({ type }) => type));
    const settled = all.every(({ status }) => status !== 'sending');
    return settled && types.every((type) => said.has(type)) ? all : undefined;
  });
}
