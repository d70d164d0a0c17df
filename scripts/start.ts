import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pause } from '../shared/pause.ts';
import { wiringOf } from '../shared/wiring.ts';
import { configPaths, configsIn, localConfigs, localVariables } from './configs.ts';
import { loadDemo } from './demo.ts';
import { localCredentials } from './local-credentials.ts';
import { type DevServer, wranglerDev } from './wrangler-dev.ts';

const help = `Runs the whole shop on this machine: gateway, product, cart and order under wrangler dev.

  npm start                      Ctrl-C stops it
  npm run dev                    the same with traces, and a line of JSON for each request
  npm start -- --wiring events   how the services talk to each other: hybrid (default), events or direct

  PORT         where it listens (default 8787)
  STATE_DIR    where its data is kept (default .wrangler/state); remove it to start anew
  ADMIN_TOKEN  the administrators' token (default "local-admin")
  JWT_SECRET   the key of customers' HS256 tokens, 32 bytes or more (default: a local one, printed)
  FAULTS       off: the workers just as they are deployed, in which nothing can be made to go wrong (docs/faults.md)

  REQUESTS_PER_MINUTE, CHECKOUTS_PER_MINUTE, CARTS_PER_MINUTE, WRONG_TOKENS_PER_MINUTE
               how much one caller or address may ask (defaults in wrangler.toml); 0 for without limit
`;

/** A cold start on a busy laptop; past this something is wrong. */
const readyWithinMs = 60_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      wiring: { type: 'string' },
      traced: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const port = Number(process.env.PORT ?? 8787);
  const stateDir = resolve(process.env.STATE_DIR ?? '.wrangler/state');
  await assertFree(port);
  mkdirSync(stateDir, { recursive: true });
  claim(stateDir);
  const credentials = localCredentials(process.env);
  const configs = configsOf(values.wiring, process.env.FAULTS !== 'off');
  const variables = { ...credentials, ...localVariables(process.env) };
  const { traced = false } = values;
  const server = startServer({ configs, port, stateDir, variables, traced });
  const url = `http://localhost:${port}`;
  await ready(url, server);
  const marker = join(stateDir, 'demo-loaded');
  if (!existsSync(marker)) {
    const count = await loadDemo(url, credentials.ADMIN_TOKEN).catch((error) => {
      server.kill('SIGTERM');
      throw error;
    });
    writeFileSync(marker, `${count} products\n`);
    console.log(`Loaded a demo catalog of ${count} products.`);
  }
  console.log(greeting(url, credentials));
}

function configsOf(wanted: string | undefined, withFaults: boolean): string[] {
  const wiring = wanted === undefined ? undefined : wiringOf({ WIRING: wanted });
  if (withFaults) return localConfigs(wiring);
  return wiring === undefined ? configPaths : configsIn(wiring);
}

/** Two shops on the same files would each know only half of what is sold. */
function claim(stateDir: string): void {
  const file = join(stateDir, 'running.pid');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other > 0 && isAlive(other)) {
    throw new Error(
      `A shop (process ${other}) runs on ${stateDir}. Choose another: STATE_DIR=other-state npm start`,
    );
  }
  writeFileSync(file, `${process.pid}\n`);
  process.on('exit', () => rmSync(file, { force: true }));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

type Server = ReturnType<typeof spawn>;

function startServer(devServer: DevServer): Server {
  const { args, env } = wranglerDev(devServer);
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => server.kill('SIGTERM'));
  server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
  return server;
}

async function ready(url: string, server: Server): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const health = await fetch(`${url}/healthz`).then(
      (response) => response.json() as Promise<{ status: string }>,
      () => undefined,
    );
    if (health?.status === 'ok') return;
    await pause(100);
  }
  server.kill('SIGTERM');
  throw new Error(
    `The shop was not ready within ${readyWithinMs / 1000} s. What wrangler said stands above.`,
  );
}

/** Asks before wrangler does, which would quietly take another port. */
async function assertFree(port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be 1 to 65535, not "${process.env.PORT}".`);
  }
  await new Promise<void>((free, taken) => {
    const probe = createServer();
    probe.once('error', () =>
      taken(new Error(`Port ${port} is in use. Choose another: PORT=8788 npm start`)),
    );
    probe.listen(port, 'localhost', () => probe.close(() => free()));
  });
}

function greeting(
  url: string,
  { ADMIN_TOKEN, JWT_SECRET, JWT_ISSUER, JWT_AUDIENCE }: Record<string, string>,
): string {
  return `
The shop is open: ${url}

  administrators   Authorization: Bearer ${ADMIN_TOKEN}
  customers        a JWT (HS256), issuer ${JWT_ISSUER}, audience ${JWT_AUDIENCE},
                   key ${JWT_SECRET}
  guests           Cart-Token: what POST /v1/carts answers

Try:  curl '${url}/v1/products?limit=2'
Ctrl-C stops it.`;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
