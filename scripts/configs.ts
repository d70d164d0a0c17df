import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The four workers. The first is the public one. */
export const configPaths = [
  'wrangler.toml',
  'workers/product/wrangler.toml',
  'workers/cart/wrangler.toml',
  'workers/order/wrangler.toml',
];

const wranglerPackage = createRequire(import.meta.url).resolve('wrangler/package.json');
export const wranglerPath = join(dirname(wranglerPackage), 'bin', 'wrangler.js');

/** Nothing is asked of the network, and no trace store slows the workers down. */
export const quietWrangler = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
};
