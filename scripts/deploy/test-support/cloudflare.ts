import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const bin = resolve(import.meta.dirname, 'bin');

/** An account on the stand-in for Cloudflare that bin/wrangler is. */
export class Cloudflare implements Disposable {
  readonly #directory = mkdtempSync(join(tmpdir(), 'konbini-account-'));

  constructor() {
    this.signIn([{ id: '0a1b', name: 'Corner Shop' }]);
  }

  signIn(accounts: { id: string; name: string }[]): void {
    this.#write('whoami', JSON.stringify({ loggedIn: true, accounts }));
  }

  signOut(): void {
    this.#write('whoami', JSON.stringify({ loggedIn: false }));
  }

  /** This command fails from now on. */
  break(command: string): void {
    this.#write('broken', `${command}\n`);
  }

  mend(): void {
    this.#write('broken', '');
  }

  /** Runs scripts/deploy.ts, with this typed. */
  async deploy(args: string[], { typed = '', env = {} as NodeJS.ProcessEnv } = {}) {
    this.#write('calls', '');
    const child = spawn(process.execPath, ['scripts/deploy.ts', ...args], {
      env: { PATH: `${bin}:${process.env.PATH}`, ACCOUNT: this.#directory, ...env },
    });
    child.stdin.end(typed);
    const [output, complaint] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { ok: child.exitCode === 0, output, complaint };
  }

  /** The commands of the last deployment, without those that only look. */
  get changes(): string[] {
    return this.calls.filter((call) => !/^whoami|^\w+ list\b/.test(call));
  }

  get calls(): string[] {
    return this.#lines('calls');
  }

  get queues(): string[] {
    return this.#lines('queues');
  }

  /** Of the last time that they were set. */
  secretsOf(worker: string): Record<string, string> {
    return JSON.parse(this.#lines(`secrets-${worker}`).join('') || '{}');
  }

  #lines(file: string): string[] {
    const path = join(this.#directory, file);
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  }

  #write(file: string, content: string): void {
    writeFileSync(join(this.#directory, file), content);
  }

  [Symbol.dispose](): void {
    rmSync(this.#directory, { recursive: true });
  }
}
