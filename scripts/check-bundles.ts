import { bundleSize } from './bundle-size.ts';
import { configPaths } from './configs.ts';

/** A worker starts by reading its code, so its size is latency. Free accounts may upload 3 MiB; we want far less. */
const budgetKiB = 90;
/** Stripe's SDK is one piece of 100 KiB. It is evaluated by the first who pays with Stripe, not at the start. */
const stripeKiB = 100;
/** Signing by Standard Webhooks, and telling private addresses. */
const webhooksKiB = 15;
/** Templates, in two languages. */
const mailsKiB = 10;
/** Audit and verification: in each service, but only the order's is full without them. */
const auditKiB = 5;
/** Building the list of orders anew, sweeping it, and summing it up by day. */
const readModelsKiB = 5;
/** Forgetting customers, in all the books of the order service. */
const forgettingKiB = 3;
/** Steps of the saga as messages and replies. */
const messagesKiB = 10;
/** Telling networks of addresses apart, limits, cache, metrics, pages and sessions: the gateway's. */
const edgeKiB = 28;
/** Import and export of the catalog: the product's, which is full without them. */
const transferKiB = 5;
/** Waiting rooms: lines, sockets, and tickets that are signed and verified, which is more than half of it. */
const waitingRoomKiB = 18;
/** Stock in shards, and the way to the one that has a hold: the product's. */
const shardsKiB = 10;
/** Live carts: the cart's. */
const liveKiB = 5;
const budgetsKiB: Record<string, number> = {
  'workers/cart/wrangler.toml': budgetKiB + liveKiB,
  'wrangler.toml': budgetKiB + edgeKiB,
  'workers/product/wrangler.toml': budgetKiB + transferKiB + waitingRoomKiB + shardsKiB,
  'workers/order/wrangler.toml':
    budgetKiB + stripeKiB + webhooksKiB + mailsKiB + auditKiB + readModelsKiB + forgettingKiB + messagesKiB,
};

for (const path of configPaths) {
  const size = bundleSize(path);
  const budget = budgetsKiB[path] ?? budgetKiB;
  const over = size > budget;
  console.log(`${path}: ${size.toFixed(1)} KiB compressed, budget ${budget} KiB${over ? ': too large' : ''}`);
  if (over) process.exitCode = 1;
}
