import { existsSync, statfsSync } from 'node:fs';
import { expect, inject } from 'vitest';
import { configPaths, localVariables, quietWrangler, withoutLimits } from '../../scripts/configs.ts';
import { localCredentials } from '../../scripts/local-credentials.ts';
import { wiringOf } from '../../shared/wiring.ts';
import { assertDeclared } from './declared.ts';

export const credentials = localCredentials({});

/** In which wiring the tests of this run are made: `WIRING=events npx vitest run --project system`. */
export const wiring = wiringOf({ WIRING: process.env.WIRING ?? 'hybrid' });

/** The whole system as it is deployed: four workers from their real configs, inside workerd. */
export interface Shop {
  url: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** What the workers have logged, a line of JSON each. */
  logs(): Promise<string[]>;
  close(): Promise<void>;
}

/** A shop of one's own. */
export interface OwnShop extends Shop {
  /** What a worker has at hand (queues, databases), for doing what cannot be done from outside. */
  bindings<Env>(service: 'product' | 'cart' | 'order'): Promise<Env>;
  /** Takes an actor out of memory. Its WebSockets stay open, or are closed as by a crash. */
  evict(service: 'cart', actor: 'Cart', name: string, webSockets: 'hibernate' | 'close'): Promise<void>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shops are that files share. Not there unless vitest.config.ts names `global-shop.ts`. */
    shops: { url: string; logsUrl: string }[];
  }
}

export const serviceNames = ['gateway', 'product', 'cart', 'order'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Without the `.env` of a shop on a laptop. */
const asDeployed = { CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false' };

/** wrangler, which reads its settings while it is loaded. */
export async function loadWrangler() {
  Object.assign(process.env, quietWrangler, asDeployed, { WRANGLER_LOG: 'warn' }, temporaryDirectory());
  return import('wrangler');
}

export function varsOf(name: ServiceName, wired = wiring): Record<string, string> {
  return {
    WIRING: wired,
    ...(name === 'gateway' ? { ...credentials, ...localVariables(withoutLimits) } : {}),
  };
}

/**
 * @param vars by the name of the service, over what its config says
 * @param configs of the four workers, where they are not those that are deployed
 */
export async function openShop(
  vars: Partial<Record<ServiceName, Record<string, string | number>>> = {},
  configs = configPaths,
): Promise<OwnShop> {
  const { createTestHarness } = await loadWrangler();
  const harness = createTestHarness({
    workers: configs.map((configPath, index) => {
      const name = serviceNames[index] as ServiceName;
      return { configPath, vars: { ...varsOf(name), ...vars[name] } };
    }),
  });
  const { url } = await harness.listen();
  return {
    url: url.origin,
    fetch: (path, init) => declaredFetch(url, path, init),
    logs: async () => harness.getLogs().map((log) => JSON.stringify(log)),
    close: () => harness.close(),
    bindings: <Env>(service: string) => harness.getWorker<Env>(`konbini-${service}`).getEnv(),
    evict: (service, actor, name, webSockets) =>
      harness.getWorker(`konbini-${service}`).evictDurableObject(actor as never, { name, webSockets }),
  };
}

/** Every answer that a test gets is held against /openapi.json. */
async function declaredFetch(url: URL | string, path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(new URL(path, url), init);
  const type = response.headers.get('content-type');
  const text = await response.clone().text();
  await assertDeclared(init.method ?? 'GET', path, { status: response.status, type, text });
  return response;
}

/** A shop that files share one after another where there is one, which saves its start; else one for this file. */
export async function sharedShop(): Promise<Shop> {
  const shops: { url: string; logsUrl: string }[] | undefined = inject('shops');
  // No two files that run at a time have the same number.
  const shared = shops?.[Number(process.env.VITEST_POOL_ID) - 1];
  if (!shared) return openShop();
  const { url, logsUrl } = shared;
  return {
    url,
    fetch: (path, init) => declaredFetch(url, path, init),
    logs: async () => (await (await fetch(logsUrl)).json()) as string[],
    close: async () => {},
  };
}

/** For the end of a file: whatever went on, no worker met anything that it did not expect. */
export async function closeShop(shop: Shop): Promise<void> {
  const logs = await shop.logs();
  await shop.close();
  expect(logs.filter((line) => /"level":"error"|uncaught|unhandled/i.test(line))).toEqual([]);
}

const memory = '/dev/shm';
const enoughBytes = 2 ** 30;

/** A file system in memory where there is a roomy one: every actor is a file, and disk commits are most of the time. */
function temporaryDirectory(): { TMPDIR?: string } {
  if (process.env.TMPDIR || !existsSync(memory)) return {};
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > enoughBytes ? { TMPDIR: memory } : {};
}
