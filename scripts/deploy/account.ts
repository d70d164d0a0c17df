import * as z from 'zod';
import { Complaint } from '../complaint.ts';
import type { WorkerConfig } from './worker-config.ts';
import { commandLine, type Outcome, wrangler } from './wrangler.ts';

/** What is on Cloudflare already. */
export interface Account {
  title: string;
  queues: ReadonlySet<string>;
  databases: ReadonlySet<string>;
  /** The names of each worker's secrets. Which workers there are is known by it, too. */
  secrets: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An account on which nothing was ever deployed. */
export const emptyAccount: Account = {
  title: 'an account that has nothing yet',
  queues: new Set(),
  databases: new Set(),
  secrets: new Map(),
};

const noAccount = `Not signed in to Cloudflare. Either
  npx wrangler login
or, as in CI, set CLOUDFLARE_API_TOKEN to a token that may edit Workers Scripts, Queues and D1, and
CLOUDFLARE_ACCOUNT_ID to the account's id. Without an account, this shows what would be done:
  npm run deploy -- --dry-run`;

/** @throws Complaint when nobody is signed in, or a list cannot be had */
export function accountNow(workers: WorkerConfig[], env: NodeJS.ProcessEnv): Account {
  return {
    title: accountTitle(env.CLOUDFLARE_ACCOUNT_ID),
    queues: queueNames(),
    databases: databaseNames(),
    secrets: new Map(
      workers.flatMap((worker) => {
        const names = secretNames(worker);
        return names === undefined ? [] : [[worker.name, names]];
      }),
    ),
  };
}

const whoamiSchema = z.object({
  loggedIn: z.boolean(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});

function accountTitle(wantedId: string | undefined): string {
  const args = ['whoami', '--json'];
  const { loggedIn, accounts } = parsed(args, wrangler(args).stdout, whoamiSchema);
  if (!loggedIn) throw new Complaint(noAccount);
  const titles = accounts.map(({ id, name }) => ({ id, title: `${name} (${id})` }));
  if (wantedId) return titles.find(({ id }) => id === wantedId)?.title ?? wantedId;
  const [only, ...more] = titles;
  if (only && more.length === 0) return only.title;
  const choice = titles.map(({ title }) => `\n  ${title}`).join('');
  throw new Complaint(`Set CLOUDFLARE_ACCOUNT_ID to the account that the shop is to be in.${choice}`);
}

/** Wrangler lists queues as a table, page by page, and past the last page an empty one. */
function queueNames(): Set<string> {
  const names = new Set<string>();
  for (let page = 1; ; page++) {
    const known = names.size;
    for (const name of cellsOf(answerOf(['queues', 'list', '--page', String(page)]))) names.add(name);
    if (names.size === known) return names;
  }
}

/** The name is the second cell of a row. */
function cellsOf(table: string): string[] {
  const rows = table.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
  return rows.flatMap((cells) => cells[2] ?? []);
}

function databaseNames(): Set<string> {
  const args = ['d1', 'list', '--json'];
  const databases = parsed(args, answerOf(args), z.array(z.object({ name: z.string() })));
  return new Set(databases.map(({ name }) => name));
}

/** Undefined: there is no such worker. */
function secretNames({ name, path }: WorkerConfig): Set<string> | undefined {
  const args = ['secret', 'list', '--format', 'json', '--config', path];
  const outcome = wrangler(args);
  if (!outcome.ok && outcome.stderr.includes(`Worker "${name}" not found`)) return undefined;
  const secrets = parsed(args, succeeded(args, outcome), z.array(z.object({ name: z.string() })));
  return new Set(secrets.map((secret) => secret.name));
}

function answerOf(args: string[]): string {
  return succeeded(args, wrangler(args));
}

function succeeded(args: string[], { ok, stdout, stderr }: Outcome): string {
  if (!ok) throw new Complaint(`${commandLine(args)} failed:\n${(stderr || stdout).trim()}`);
  return stdout;
}

function parsed<Value>(args: string[], text: string, schema: z.ZodType<Value>): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Complaint(`${commandLine(args)} said what it never said before:\n${text.trim()}`);
  }
}
