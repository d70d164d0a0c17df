import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Shop } from '../scripts/chaos/shop.ts';
import { Api } from '../scripts/load/api.ts';
import { wholeNumber } from '../scripts/load/options.ts';
import { localCredentials } from '../scripts/local-credentials.ts';

export interface RunningShop {
  url: string;
  adminToken: string;
  api: Api;
  /** For files of the benchmark's own. It goes with the shop. */
  dir: string;
}

/** Where a shop of the benchmark listens. @throws when PORT is no number */
export function benchPort(): number {
  return wholeNumber('PORT', process.env.PORT ?? '8797');
}

/** Runs the shop as `npm start` does, with new data in TMPDIR, as long as `work` takes. */
export async function withShop<Value>(work: (shop: RunningShop) => Promise<Value>): Promise<Value> {
  const port = benchPort();
  const dir = mkdtempSync(join(tmpdir(), 'konbini-bench-'));
  const shop = new Shop(port, join(dir, 'state'));
  const { ADMIN_TOKEN } = localCredentials(process.env);
  const url = `http://localhost:${port}`;
  try {
    await shop.run('together');
    return await work({ url, adminToken: ADMIN_TOKEN, api: new Api(url, ADMIN_TOKEN), dir });
  } finally {
    await shop.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}
