import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Wiring, wirings } from '../shared/wiring.ts';
import { usageOfOneOrder } from '../test/simulation/one-order.ts';
import { Shop } from './chaos/shop.ts';
import { pollEveryMs } from './compare/buyer.ts';
import { chart } from './compare/chart.ts';
import type { Comparison, WiringReport } from './compare/comparison.ts';
import { type Figures, figuresOf, overRounds } from './compare/figures.ts';
import { type OutageReport, outages, sufferOutage } from './compare/outages.ts';
import { costOfMillion, pricesReadOn } from './compare/prices.ts';
import { buyers, playRound } from './compare/round.ts';
import { tables } from './compare/table.ts';
import { Api } from './load/api.ts';
import { wholeNumber } from './load/options.ts';
import { localCredentials } from './local-credentials.ts';

/** In turns, so that whatever else the machine does harms all wirings alike. */
const rounds = 3;

const help = `Runs the same load and the same outages in all three wirings and shows what each costs: docs/patterns.md.

  npm run compare                   about five minutes on two cores

  --seconds N   of load for each wiring, in ${rounds} rounds (default 30)
  --out DIR     where wirings.json, wirings.md and wirings.svg go (default bench/results)
  PORT          where the shop listens meanwhile (default 8795)
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    out: { type: 'string', default: 'bench/results' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const secondsPerRound = wholeNumber('--seconds', values.seconds) / rounds;
  if (secondsPerRound < 1) throw new Error(`--seconds must be at least ${rounds}: a second for each round.`);
  const port = wholeNumber('PORT', process.env.PORT ?? '8795');
  const dir = mkdtempSync(join(tmpdir(), 'konbini-compare-'));
  const shops = byWiring((wiring) => shopIn(join(dir, wiring), port, wiring));
  try {
    await save(await compare(shops, `http://localhost:${port}`, secondsPerRound), values.out);
  } finally {
    await Promise.all(Object.values(shops).map((shop) => shop.kill()));
    rmSync(dir, { recursive: true, force: true });
  }
}

function shopIn(stateDir: string, port: number, wiring: Wiring): Shop {
  mkdirSync(stateDir);
  return new Shop(port, stateDir, wiring);
}

function byWiring<Value>(make: (wiring: Wiring) => Value): Record<Wiring, Value> {
  return { hybrid: make('hybrid'), events: make('events'), direct: make('direct') };
}

async function compare(
  shops: Record<Wiring, Shop>,
  url: string,
  secondsPerRound: number,
): Promise<Comparison> {
  const api = new Api(url, localCredentials(process.env).ADMIN_TOKEN);
  const figures = await loadAll(shops, api, secondsPerRound);
  const suffered = byWiring((): OutageReport[] => []);
  for (const wiring of wirings) suffered[wiring] = await sufferAll(wiring, shops[wiring], api, url);
  const orders = byWiring((): WiringReport['orders'] => []);
  for (const wiring of wirings) orders[wiring] = [await countOrder(wiring, 1), await countOrder(wiring, 3)];
  return {
    at: new Date().toISOString(),
    cpus: availableParallelism(),
    node: process.version,
    ...{ buyers, rounds, secondsPerRound, pollEveryMs, pricesReadOn },
    wirings: byWiring((wiring) => ({
      load: overRounds(figures[wiring]),
      orders: orders[wiring],
      outages: suffered[wiring],
    })),
  };
}

async function loadAll(
  shops: Record<Wiring, Shop>,
  api: Api,
  seconds: number,
): Promise<Record<Wiring, Figures[]>> {
  const figures = byWiring((): Figures[] => []);
  for (let nth = 1; nth <= rounds; nth++) {
    for (const wiring of wirings) {
      const shop = shops[wiring];
      await shop.run('together');
      const round = figuresOf(await playRound(api, nth, seconds, shop.pid));
      await shop.kill();
      figures[wiring].push(round);
      const { ordersPerSecond, knownP50Ms } = round;
      console.log(
        `round ${nth}/${rounds}, ${wiring}: ${ordersPerSecond.toFixed(1)} orders/s, ` +
          `a buyer knows after ${knownP50Ms.toFixed(0)} ms`,
      );
    }
  }
  return figures;
}

async function sufferAll(wiring: Wiring, shop: Shop, api: Api, url: string): Promise<OutageReport[]> {
  const reports: OutageReport[] = [];
  await shop.run('apart');
  for (const outage of outages) {
    const report = await sufferOutage(outage, shop.services, api, url);
    reports.push(report);
    console.log(
      `${wiring}, ${outage.name}: checkout ${report.checkOut.status || 'unanswered'}, ` +
        `settled ${report.afterwards.seconds} s after it`,
    );
  }
  await shop.kill();
  return reports;
}

async function countOrder(wiring: Wiring, products: number): Promise<WiringReport['orders'][number]> {
  const usage = await usageOfOneOrder(wiring, products);
  return { products, usage, dollarsPerMillionOrders: costOfMillion(usage) };
}

async function save(comparison: Comparison, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'wirings.json'), `${JSON.stringify(comparison, null, 2)}\n`);
  writeFileSync(join(out, 'wirings.md'), `${tables(comparison)}\n`);
  writeFileSync(join(out, 'wirings.svg'), await chart(comparison));
  console.log(`\n${tables(comparison)}\n\nIn ${out}: wirings.json, wirings.md, wirings.svg`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
