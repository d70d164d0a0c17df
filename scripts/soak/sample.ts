import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { StockView } from '../../shared/contracts/product.ts';
import { pause } from '../../shared/pause.ts';
import type { Api } from '../load/api.ts';
import type { Shopper } from '../load/shopper.ts';
import type { Answers } from './answers.ts';
import { residentMiB } from './memory.ts';
import { soakProducts, type Visitors } from './visitors.ts';

/** How the shop is at one moment; what happens is of the minute before it. */
export interface Sample {
  /** RFC 3339 */
  at: string;
  memoryMiB: number;
  heldUnits: number;
  /** Orders that are placed or wait for their buyer's approval. */
  undecided: number;
  /** … and have done so for longer than any order may. */
  overdue: number;
  cartsInCheckout: number;
  /** From the answer that confirms an order until the list shows it. */
  listedMs: number;
  /** … until its notification is recorded. */
  notifiedMs: number;
  answers: number;
  /** No answer, or a 5xx that is not the sandbox bank's. */
  failures: number;
  p50Ms: number;
  p99Ms: number;
  /** The whole state directory by the checkouts made so far. */
  stateBytesPerOrder: number;
  turnedAway: number;
}

export interface Soaked {
  api: Api;
  shopper: Shopper;
  visitors: Visitors;
  answers: Answers;
  stateDir: string;
  /** The process under which the shop runs. */
  pid: number;
}

/** 15 minutes for the buyer, ten for a saga that is tried again. */
const overdueAfterMs = 30 * 60_000;
const lagPatienceMs = 30_000;

export async function takeSample(soaked: Soaked): Promise<Sample> {
  const { api, visitors, answers, stateDir, pid } = soaked;
  const lag = await measureLag(soaked);
  const open = await undecided(api);
  return {
    at: new Date().toISOString(),
    memoryMiB: residentMiB(pid, 'workerd'),
    heldUnits: await heldUnits(api),
    undecided: open.length,
    overdue: open.filter(({ createdAt }) => Date.now() - Date.parse(createdAt) > overdueAfterMs).length,
    cartsInCheckout: await cartsInCheckout(api, visitors),
    ...lag,
    ...answers.ofThisMinute(),
    stateBytesPerOrder: (await bytesIn(stateDir)) / Math.max(1, visitors.placed),
    turnedAway: visitors.turnedAway,
  };
}

async function measureLag({ api, shopper }: Soaked): Promise<Pick<Sample, 'listedMs' | 'notifiedMs'>> {
  const basket = await shopper.fill(soakProducts[0] as string, 1);
  const purchase = basket && (await shopper.checkOut(basket, 'tok_ok', true));
  if (purchase?.outcome !== 'ok') return { listedMs: lagPatienceMs, notifiedMs: lagPatienceMs };
  const confirmed = Date.now();
  const from = new Date(confirmed - 60_000).toISOString();
  const [listedMs, notifiedMs] = await Promise.all([
    msUntil(async () =>
      (await api.list<OrderView>(`/v1/orders?status=confirmed&from=${from}`)).some(
        ({ id }) => id === purchase.orderId,
      ),
    ),
    msUntil(async () => (await api.list(`/v1/admin/notifications?orderId=${purchase.orderId}`)).length > 0),
  ]);
  return { listedMs, notifiedMs };
}

async function msUntil(isSo: () => Promise<boolean>): Promise<number> {
  const began = Date.now();
  while (Date.now() - began < lagPatienceMs && !(await isSo())) await pause(100);
  return Date.now() - began;
}

async function undecided(api: Api): Promise<OrderView[]> {
  const placing = await api.list<OrderView>('/v1/orders?status=placing');
  return [...placing, ...(await api.list<OrderView>('/v1/orders?status=awaitingPayment'))];
}

async function heldUnits(api: Api): Promise<number> {
  let units = 0;
  for (const id of soakProducts)
    units += (await api.asked<StockView>('GET', `/v1/products/${id}/stock`)).held;
  return units;
}

async function cartsInCheckout(api: Api, { open }: Visitors): Promise<number> {
  for (const purchase of [...open]) {
    const headers = { 'cart-token': purchase.token };
    const { status, body } = await api.call<CartView>('GET', `/v1/carts/${purchase.cartId}`, { headers });
    if (status === 200 && body.status !== 'checkingOut') open.delete(purchase);
  }
  return open.size;
}

/** By `du`, beside this process: an hour's state is some ten thousand files, and answers are timed here. */
async function bytesIn(dir: string): Promise<number> {
  // It complains of journals that are gone before it looks at them, and says the sum all the same.
  const { stdout } = await promisify(execFile)('du', ['-sk', dir]).catch((said: { stdout: string }) => said);
  return Number.parseInt(stdout, 10) * 1024;
}
