import { execFile, execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunningShop } from './shop.ts';

const scripts = join(import.meta.dirname, '..', 'scripts');

/** @returns the path of a file with so many products, a line each */
export function productsFile({ dir }: RunningShop, products: number): string {
  const path = join(dir, 'products.ndjson');
  const out = openSync(path, 'w');
  execFileSync(process.execPath, [join(scripts, 'load', 'products.ts'), String(products)], {
    stdio: ['ignore', out, 'inherit'],
  });
  closeSync(out);
  return path;
}

/** Runs `npm run import`. @returns how long it took, in ms. @throws when a line has failed */
export async function importFile(file: string, { url, adminToken }: RunningShop): Promise<number> {
  const began = performance.now();
  await promisify(execFile)(process.execPath, [join(scripts, 'import.ts'), file, '--url', url], {
    env: { ...process.env, ADMIN_TOKEN: adminToken },
  });
  return performance.now() - began;
}
