import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { quietWrangler, wranglerPath } from './configs.ts';

/** Builds a worker as `wrangler deploy` would, without an account, and returns its compressed size in KiB. */
export function bundleSize(configPath: string): number {
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
