import { dirname } from 'node:path';
import type { V4WorkerOptions } from 'miniflare';
import { quietWrangler } from '../../scripts/configs.ts';
import { built } from './build.ts';

/** Workers that run together in one process of workerd. The first one listens. */
export interface System {
  url: string;
  /** Takes an actor out of memory. */
  evict(worker: string, actor: string, name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs built workers as their configs say, in workerd alone: `wrangler dev` and the test harness put a proxy in
 * front, another process, which takes more time than the shop.
 *
 * @param stateDir where their data is kept
 * @param variables of the first worker, over what its config says
 */
export async function runSystem(
  configPaths: string[],
  stateDir: string,
  variables: Record<string, string> = {},
): Promise<System> {
  const { convertV4MiniflareOptions, Log, LogLevel, Miniflare } = await import('miniflare');
  const workers = await Promise.all(configPaths.map(workerOf));
  const [first] = workers as [V4WorkerOptions];
  first.bindings = { ...first.bindings, ...variables };
  // wrangler describes workers in Miniflare's options of before version 5.
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    resourcePersistencePath: stateDir,
    logRequests: false,
    log: new Log(LogLevel.ERROR),
    // What the workers log is no part of what is measured.
    handleStructuredLogs: () => {},
    workers,
  });
  const miniflare = new Miniflare(options);
  const { origin } = await miniflare.ready;
  return {
    url: origin,
    evict: (worker, actor, name) => miniflare.unsafeEvictDurableObject(worker, actor, { name }),
    close: () => miniflare.dispose(),
  };
}

async function workerOf(configPath: string): Promise<V4WorkerOptions> {
  // A shop's own .env on this laptop is none of ours. wrangler reads its settings while it is loaded.
  Object.assign(process.env, quietWrangler, { CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false' });
  const wrangler = await import('wrangler');
  const { name = '', main = '' } = wrangler.unstable_readConfig({ config: configPath });
  const path = await built(configPath, main);
  const { modulesRules: _, ...options } =
    wrangler.unstable_getMiniflareWorkerOptions(configPath).workerOptions;
  const modules = [{ type: 'ESModule', path }];
  return { ...options, name, modules, modulesRoot: dirname(path) } as V4WorkerOptions;
}
