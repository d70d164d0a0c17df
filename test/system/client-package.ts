import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadWrangler } from './shop.ts';

const run = promisify(execFile);

/** A folder in which somebody has installed the client as it would be published. */
export interface Installed {
  folder: string;
  /** What was packed, by path. */
  files: string[];
  remove(): void;
}

const compiler = resolve('node_modules/typescript/bin/tsc');

/** What the client depends on, which stands among the packages of this repository. */
const dependencies = ['openapi-fetch', 'openapi-typescript-helpers'];

export async function installClient(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'konbini-client-'));
  const target = join(folder, 'node_modules', 'konbini-client');
  mkdirSync(target, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: 'client',
  });
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [Packed];
  await run('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components', '1']);
  for (const name of dependencies)
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  return { folder, files: files.map(({ path }) => path), remove: () => rmSync(folder, { recursive: true }) };
}

/** Builds a Worker there, as `wrangler deploy` would, and runs it. @returns what it answers */
export async function runWorker(folder: string, script: string): Promise<string> {
  const configPath = join(folder, 'wrangler.toml');
  writeFileSync(configPath, 'name = "seller"\nmain = "worker.js"\ncompatibility_date = "2026-11-02"\n');
  writeFileSync(join(folder, 'worker.js'), script);
  const { createTestHarness } = await loadWrangler();
  const harness = createTestHarness({ workers: [{ configPath }] });
  try {
    const { url } = await harness.listen();
    return await (await fetch(url)).text();
  } finally {
    await harness.close();
  }
}

/** What the compiler says of a module there that uses the client, with nothing of its own libraries but `lib`. */
export async function typeErrors(folder: string, source: string, lib: string): Promise<string> {
  const path = join(folder, 'use.ts');
  writeFileSync(path, source);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', '--lib', `es2022,${lib}`];
  const outcome = run(process.execPath, [compiler, ...options, path], { cwd: folder });
  return outcome.then(() => '').catch(({ stdout }: { stdout: string }) => stdout);
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

/** Runs a script there. @returns what it has printed */
export async function runScript(folder: string, script: string): Promise<string> {
  const path = join(folder, 'script.js');
  writeFileSync(path, script);
  return (await run(process.execPath, [path], { cwd: folder })).stdout.trim();
}
