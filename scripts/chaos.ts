import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Attempt, Buyers } from './chaos/buyers.ts';
import { brokenPromises, unsettled } from './chaos/promises.ts';

const help = `Kills the running shop with -9 under load, again and again, and checks what is left.

  npm run chaos -- --kills 20

  --kills N    how often the whole process group dies (default 3)
  --buyers N   checkouts under way at each kill (default 50)
  PORT         where the shop listens meanwhile (default 8797)
`;

const settleWithinMs = 60_000;
const stockPerRound = 30;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '3' },
    buyers: { type: 'string', default: '50' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const port = process.env.PORT ?? '8797';
  const stateDir = mkdtempSync(join(tmpdir(), 'konbini-chaos-'));
  const buyers = new Buyers(`http://localhost:${port}`);
  let shop = await start(port, stateDir);
  try {
    for (let kill = 1; kill <= Number(values.kills); kill++) {
      const product = await buyers.newProduct(`chaos-${kill}`, stockPerRound);
      const attempts = buyers.checkOut(await buyers.fillCarts(Number(values.buyers), product));
      const afterMs = Math.round(Math.random() * 1_500);
      await sleep(afterMs);
      await killGroup(shop);
      const answered = (await attempts).filter(({ status }) => status !== 0).length;
      const restarted = Date.now();
      shop = await start(port, stateDir);
      const seconds = await settle(buyers, await attempts, restarted);
      console.log(
        `kill ${kill}: after ${afterMs} ms, ${answered} answered; right again ${seconds.toFixed(1)} s after the restart`,
      );
    }
    const broken = await brokenPromises(buyers);
    for (const promise of broken) console.error(promise);
    console.log(
      `${buyers.attempts.length} checkouts, ${values.kills} kills, ${broken.length} broken promises`,
    );
    process.exitCode = broken.length > 0 ? 1 : 0;
  } finally {
    await killGroup(shop);
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** Waits until every order has ended and nothing is held; returns the seconds since the restart. */
async function settle(buyers: Buyers, attempts: Attempt[], restarted: number): Promise<number> {
  for (;;) {
    const waiting = await unsettled(buyers, attempts);
    if (waiting.length === 0) return (Date.now() - restarted) / 1000;
    if (Date.now() - restarted > settleWithinMs)
      throw new Error(`not right after a minute: ${waiting.join('; ')}`);
    await sleep(500);
  }
}

/** In a process group of its own, so that all of it can be killed at once. */
function start(port: string, stateDir: string): Promise<ChildProcess> {
  const env = { ...process.env, PORT: port, STATE_DIR: stateDir };
  const shop = spawn(process.execPath, ['scripts/start.ts'], {
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    shop.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('The shop is open')) resolve(shop);
    });
    shop.on('exit', () => reject(new Error(`the shop did not start:\n${said}`)));
  });
}

async function killGroup(shop: ChildProcess): Promise<void> {
  if (shop.exitCode !== null || shop.signalCode !== null) return;
  const gone = new Promise((resolve) => shop.on('exit', resolve));
  process.kill(-(shop.pid as number), 'SIGKILL');
  await gone;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

await main();
