import { join } from 'node:path';
import { quietWrangler } from '../scripts/configs.ts';

export interface RunningWorker {
  url: URL;
  close(): Promise<void>;
}

/**
 * Runs a worker of the benchmark's own, built, in workerd, with its data in TMPDIR.
 * @param room the directory of its wrangler.toml
 */
export async function runWorker(room: string): Promise<RunningWorker> {
  Object.assign(process.env, quietWrangler, { WRANGLER_LOG: 'warn' });
  // wrangler reads its settings while it is loaded, so it is loaded after them.
  const { createTestHarness } = await import('wrangler');
  const configPath = join(import.meta.dirname, room, 'wrangler.toml');
  const harness = createTestHarness({ workers: [{ configPath }] });
  const { url } = await harness.listen();
  return { url, close: () => harness.close() };
}

/** @returns how long a request took, in ms, until its answer was read */
export async function timed(url: URL, init: RequestInit = {}): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}: ${text.slice(0, 200)}`);
  return performance.now() - began;
}
