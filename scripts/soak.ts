import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pause } from '../shared/pause.ts';
import { Shop } from './chaos/shop.ts';
import { unrecorded } from './histories/history.ts';
import { Api } from './load/api.ts';
import { wholeNumber } from './load/options.ts';
import { Shopper } from './load/shopper.ts';
import { localCredentials } from './local-credentials.ts';
import { Answers } from './soak/answers.ts';
import { type Sample, type Soaked, takeSample } from './soak/sample.ts';
import { growing, steadyAfterMinutes } from './soak/verdict.ts';
import { Visitors } from './soak/visitors.ts';

const help = `Runs the shop under a steady, mixed load and watches whether anything grows that should not.

  npm run soak -- --minutes 60

  --minutes N   how long (default 60); growth is judged from ${2 * steadyAfterMinutes} minutes on
  --rate N      visitors who come each second (default 5)
  --out FILE    where the samples go, a line of JSON each minute (default: a new file for temporary data)
  PORT          where the shop listens meanwhile (default 8796)
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '5' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const minutes = wholeNumber('--minutes', values.minutes);
  const rate = wholeNumber('--rate', values.rate);
  const port = wholeNumber('PORT', process.env.PORT ?? '8796');
  const dir = mkdtempSync(join(tmpdir(), 'konbini-soak-'));
  const out = values.out ?? join(dir, 'samples.ndjson');
  const stateDir = join(dir, 'state');
  const shop = new Shop(port, stateDir);
  console.log(`${rate} visitors a second for ${minutes} minutes; samples in ${out}`);
  try {
    await shop.run('together');
    judge(
      await soak({ url: `http://localhost:${port}`, stateDir, pid: shop.pid }, minutes, rate, out),
      minutes,
    );
  } finally {
    await shop.kill();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function soak(
  { url, stateDir, pid }: { url: string; stateDir: string; pid: number },
  minutes: number,
  rate: number,
  out: string,
): Promise<Sample[]> {
  const { ADMIN_TOKEN } = localCredentials(process.env);
  const answers = new Answers();
  const visitors = new Visitors(new Api(url, ADMIN_TOKEN, answers.observe), Date.now() % 1_000_000);
  await visitors.stock();
  // What the samples themselves ask is not part of the load.
  const api = new Api(url, ADMIN_TOKEN);
  const soaked = { api, shopper: new Shopper('probe', api, unrecorded), visitors, answers, stateDir, pid };
  const end = Date.now() + minutes * 60_000;
  const [samples] = await Promise.all([sampleUntil(end, soaked, out), visitors.comeUntil(end, rate)]);
  return samples;
}

async function sampleUntil(end: number, soaked: Soaked, out: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let next = Date.now() + 60_000; next <= end; next += 60_000) {
    await pause(Math.max(0, next - Date.now()));
    const sample = await takeSample(soaked);
    samples.push(sample);
    appendFileSync(out, `${JSON.stringify(sample)}\n`);
    console.log(told(samples.length, sample));
  }
  return samples;
}

function told(minute: number, sample: Sample): string {
  const { memoryMiB, heldUnits, undecided, listedMs, answers, failures, p50Ms, p99Ms } = sample;
  return (
    `minute ${minute}: ${memoryMiB.toFixed(0)} MiB, ${heldUnits} units held, ${undecided} orders undecided, ` +
    `listed after ${listedMs} ms; ${answers} answers, p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms, ` +
    `${failures} failures, ${(sample.stateBytesPerOrder / 1024).toFixed(0)} KiB per checkout`
  );
}

function judge(samples: Sample[], minutes: number): void {
  const overdue = samples.at(-1)?.overdue ?? 0;
  const failures = samples.reduce((sum, sample) => sum + sample.failures, 0);
  const complaints = [
    ...(overdue > 0 ? [`${overdue} orders are undecided for longer than any may be`] : []),
    ...(failures > 0 ? [`${failures} requests got no answer, or an internal error`] : []),
    ...(minutes >= 2 * steadyAfterMinutes ? growing(samples) : []),
  ];
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
  else if (minutes < 2 * steadyAfterMinutes)
    console.log('Nothing failed. Too short to judge whether it grows.');
  else console.log('Nothing failed, and nothing grows.');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
