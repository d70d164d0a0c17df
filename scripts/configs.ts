import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Wiring } from '../shared/wiring.ts';

/** The four workers. The first is the public one. */
export const configPaths = [
  'wrangler.toml',
  'workers/product/wrangler.toml',
  'workers/cart/wrangler.toml',
  'workers/order/wrangler.toml',
];

/**
 * The configs with this wiring in them: copies beside the real ones, since their paths are relative. A variable would
 * not do: of several workers, `wrangler dev` gives what stands in an --env-file to the first alone.
 */
export function configsIn(wiring: Wiring): string[] {
  return copiesOf(wiring, wiredAs(wiring));
}

/**
 * The configs of a shop in which faults can be made, and in which its services can be overheard: docs/faults.md.
 *
 * @param wiring as the configs say where it is left out
 */
export function localConfigs(wiring?: Wiring): string[] {
  const local = (text: string) => text.replace(/^(main = ".*)worker\.ts"$/m, '$1local.ts"');
  if (wiring === undefined) return copiesOf('local', local);
  return copiesOf(`local-${wiring}`, (text) => local(wiredAs(wiring)(text)));
}

type Change = (text: string) => string;

function wiredAs(wiring: Wiring): Change {
  return (text) => text.replace(/^WIRING = .*$/m, `WIRING = "${wiring}"`);
}

function copiesOf(name: string, change: Change): string[] {
  return configPaths.map((path) => {
    const copy = join(dirname(path), `.wrangler-${name}.toml`);
    const text = change(readFileSync(path, 'utf8'));
    // A shop that runs by it already would start anew if it were written again.
    if (!existsSync(copy) || readFileSync(copy, 'utf8') !== text) writeFileSync(copy, text);
    return copy;
  });
}

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

/** Over the quiet settings: traces are kept, and shown at /cdn-cgi/local/explorer. */
export const tracedWrangler = { X_LOCAL_OBSERVABILITY: 'true', X_LOCAL_EXPLORER: 'true' };

/** For shops that are tried out from one address: variables of the gateway. */
export const withoutLimits = {
  REQUESTS_PER_MINUTE: '0',
  CHECKOUTS_PER_MINUTE: '0',
  CARTS_PER_MINUTE: '0',
  WRONG_TOKENS_PER_MINUTE: '0',
};

/**
 * Variables of the gateway where there is no Cloudflare in front of it, with the limits that are in the environment:
 * `REQUESTS_PER_MINUTE=0 npm start`.
 */
export function localVariables(env: Record<string, string | undefined>): Record<string, string> {
  const limits = Object.keys(withoutLimits).flatMap((name) => (env[name] ? [[name, env[name]]] : []));
  return { ADDRESS_HEADER: '', LOCAL_SIGN_IN: 'true', ...Object.fromEntries(limits) };
}
