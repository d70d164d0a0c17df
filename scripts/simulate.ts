import { parseArgs } from 'node:util';
import { checkOutWithCrashes, type Scenario, scenarios } from '../test/simulation/crash-points.ts';
import { firstSeedThatNotices, historicalBugs } from '../test/simulation/historical-bugs.ts';
import { simulate } from '../test/simulation/simulate.ts';

const help = `Runs seeded histories of the shop with faults and checks that everything comes right.

  npm run simulate -- --seeds 10000     as many seeds, from 1 on (default 1000)
  npm run simulate -- --from 500        … from 500 on
  npm run simulate -- --until-failure   … and stops at the first that fails
  npm run simulate -- --seed 42         one seed, step by step
  npm run simulate -- --split           … and the stock of every product is split over shards, again and again
  npm run simulate -- --crash-points    a checkout of two products with a crash at every point, and at every pair
  npm run simulate -- --crash-points --single   … at every point alone
  npm run simulate -- --bugs            puts historical bugs into a copy of the code: each must be noticed
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    split: { type: 'boolean', default: false },
    'until-failure': { type: 'boolean', default: false },
    'crash-points': { type: 'boolean' },
    single: { type: 'boolean', default: false },
    bugs: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) process.stdout.write(help);
else if (values.bugs) noticeBugs(Number(values.seeds));
else if (values['crash-points']) await crashEverywhere(!values.single);
else if (values.seed !== undefined) await one(Number(values.seed));
else await many(Number(values.from), Number(values.seeds), values['until-failure']);

async function one(seed: number): Promise<void> {
  const report = await simulate(seed, { verbose: true, split: values.split });
  for (const line of report.trace) console.log(line);
  console.log(report.failure ? `FAILED: ${report.failure}` : 'All is well.');
  process.exitCode = report.failure ? 1 : 0;
}

async function many(from: number, count: number, untilFailure: boolean): Promise<void> {
  const started = Date.now();
  const sums = { histories: 0, orders: 0, confirmed: 0, crashPoints: 0, simulatedMs: 0, failed: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const report = await simulate(seed, { split: values.split });
    sums.histories += 1;
    for (const key of ['orders', 'confirmed', 'crashPoints', 'simulatedMs'] as const)
      sums[key] += report[key];
    if (report.failure) {
      sums.failed += 1;
      console.log(
        `\nseed ${seed}: ${report.failure}\n  npm run simulate -- --seed ${seed}${values.split ? ' --split' : ''}`,
      );
      if (untilFailure) break;
    }
    progress(`${sums.histories}/${count} histories, ${sums.failed} failed`);
  }
  const seconds = (Date.now() - started) / 1000;
  console.log(
    `\n${sums.histories} histories in ${seconds.toFixed(1)} s (${Math.round(sums.simulatedMs / 1000 / seconds)} times real time): ` +
      `${sums.orders} orders, ${sums.confirmed} confirmed, ${sums.crashPoints} crash points passed, ${sums.failed} failed`,
  );
  process.exitCode = sums.failed > 0 ? 1 : 0;
}

async function crashEverywhere(inPairs: boolean): Promise<void> {
  for (const scenario of Object.keys(scenarios) as Scenario[]) {
    const { points } = await checkOutWithCrashes([], scenario);
    let pairs = 0;
    for (let first = 0; first < points; first++) {
      await crashAt([first], scenario);
      for (let second = first + 1; inPairs && second < points; second++) {
        await crashAt([first, second], scenario);
        pairs += 1;
      }
      progress(`${scenario}: ${first + 1}/${points} points`);
    }
    const andPairs = inPairs ? ` and ${pairs} pairs of them` : '';
    console.log(`\n${scenario}: ${points} crash points${andPairs}, all come right`);
  }
}

async function crashAt(points: number[], scenario: Scenario): Promise<void> {
  try {
    await checkOutWithCrashes(points, scenario);
  } catch (error) {
    throw new Error(`${scenario}, crash at ${points.join(' and ')}: ${(error as Error).message}`);
  }
}

function noticeBugs(seeds: number): void {
  for (const bug of historicalBugs) {
    const noticed = firstSeedThatNotices(bug, seeds);
    console.log(
      noticed ? `${bug.name}: noticed by seed ${noticed.seed}` : `${bug.name}: NOT NOTICED in ${seeds} seeds`,
    );
    if (!noticed) process.exitCode = 1;
  }
}

function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line} `);
}
