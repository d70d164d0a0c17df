import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { quietWrangler, wranglerPath } from '../../scripts/configs.ts';

const rooms = new Map<string, Promise<string>>();

/**
 * Builds a worker as `wrangler deploy` does, without an account; once in the life of this process.
 *
 * @param main the module that its config names
 * @returns the path of the one module that all of it becomes
 */
export async function built(configPath: string, main: string): Promise<string> {
  const room = rooms.get(configPath) ?? build(configPath);
  rooms.set(configPath, room);
  return join(await room, `${basename(main, '.ts')}.js`);
}

async function build(configPath: string): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'konbini-build-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  const args = [wranglerPath, 'deploy', '--dry-run', '--config', configPath, '--outdir', out];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...quietWrangler } });
  return out;
}
