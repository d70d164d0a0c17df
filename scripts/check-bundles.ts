import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { configPaths, quietWrangler, wranglerPath } from './configs.ts';

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
const messagesKiB = 6;
/** Telling networks of addresses apart, limits, cache and metrics: the gateway's. */
const edgeKiB = 20;
const budgetsKiB: Record<string, number> = {
  'wrangler.toml': budgetKiB + edgeKiB,
  'workers/order/wrangler.toml':
    budgetKiB + stripeKiB + webhooksKiB + mailsKiB + auditKiB + readModelsKiB + forgettingKiB + messagesKiB,
};

/** Builds a worker as `wrangler deploy` would, and returns its compressed size in KiB. */
function builtSize(configPath: string): number {
  const out = mkdtempSync(join(tmpdir(), 'konbini-build-'));
  try {
    const args = [wranglerPath, 'deploy', '--dry-run', '--config', configPath, '--outdir', out];
    execFileSync(process.execPath, args, {
      env: { ...process.env, ...quietWrangler },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = readdirSync(out).filter((name) => name.endsWith('.js'));
    return code.reduce((sum, name) => sum + gzipSync(readFileSync(join(out, name))).length, 0) / 1024;
  } finally {
    rmSync(out, { recursive: true });
  }
}

for (const path of configPaths) {
  const size = builtSize(path);
  const budget = budgetsKiB[path] ?? budgetKiB;
  const over = size > budget;
  console.log(`${path}: ${size.toFixed(1)} KiB compressed, budget ${budget} KiB${over ? ': too large' : ''}`);
  if (over) process.exitCode = 1;
}
