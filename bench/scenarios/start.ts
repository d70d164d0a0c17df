import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasEnded, signalGroup, spawnGroup } from '../../scripts/chaos/processes.ts';
import { pause } from '../../shared/pause.ts';
import type { Scenario } from '../scenario.ts';
import { benchPort } from '../shop.ts';
import { quantile } from '../statistics.ts';

const starts = 5;
const lookEveryMs = 25;
/** A request that came before the workers did may hang for ever. */
const hangingMs = 500;
const patienceMs = 60_000;

export const start: Scenario = {
  name: 'start',
  about:
    '`npm start` until the shop answers the first request; everything is installed, and was started once before',
  async run(_, tell) {
    const dir = mkdtempSync(join(tmpdir(), 'konbini-bench-'));
    try {
      await secondsToAnswer(dir);
      const seconds: number[] = [];
      for (let nth = 1; nth <= starts; nth++) {
        tell(`start ${nth} of ${starts}`);
        seconds.push(await secondsToAnswer(dir));
      }
      return [
        { name: '`npm start` to first answer', value: quantile(seconds, 0.5), unit: 's' },
        { name: 'the slowest start', value: quantile(seconds, 1), unit: 's' },
      ];
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/** @throws when there is no answer */
async function secondsToAnswer(stateDir: string): Promise<number> {
  const port = benchPort();
  const env = { ...process.env, PORT: String(port), STATE_DIR: stateDir };
  const began = performance.now();
  const shop = spawnGroup([npm(), 'start'], env);
  try {
    for (; performance.now() - began < patienceMs; await pause(lookEveryMs))
      if (await answers(port)) return (performance.now() - began) / 1_000;
    throw new Error(`npm start: no answer within ${patienceMs / 1_000} s`);
  } finally {
    await close(shop);
  }
}

/** As by Ctrl-C: a shop that is killed leaves its claim on the data behind. */
async function close(shop: ChildProcess): Promise<void> {
  if (hasEnded(shop)) return;
  const gone = new Promise((resolve) => shop.on('exit', resolve));
  signalGroup(shop, 'SIGTERM');
  await gone;
}

/** @throws when this is not run by npm, which says where it is */
function npm(): string {
  const path = process.env.npm_execpath;
  if (!path) throw new Error('The start is measured under npm: npm run bench -- start');
  return path;
}

async function answers(port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(hangingMs);
  return fetch(`http://localhost:${port}/v1/products`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}
