import { parseArgs } from 'node:util';
import { wholeNumber } from '../scripts/load/options.ts';
import { document } from './document.ts';
import { load, machine } from './machine.ts';
import { keep, keepFile, kept, type Result } from './results.ts';
import type { Options, Scenario } from './scenario.ts';
import { add } from './scenarios/add.ts';
import { cache } from './scenarios/cache.ts';
import { checkout } from './scenarios/checkout.ts';
import { cost } from './scenarios/cost.ts';
import { fanout } from './scenarios/fanout.ts';
import { growth } from './scenarios/growth.ts';
import { hot } from './scenarios/hot.ts';
import { importing } from './scenarios/import.ts';
import { lag } from './scenarios/lag.ts';
import { log } from './scenarios/log.ts';
import { overload } from './scenarios/overload.ts';
import { read } from './scenarios/read.ts';
import { rebuild } from './scenarios/rebuild.ts';
import { search } from './scenarios/search.ts';
import { shards } from './scenarios/shards.ts';
import { start } from './scenarios/start.ts';
import { verify } from './scenarios/verify.ts';
import { wake } from './scenarios/wake.ts';
import { headOf, tableOf, verdictTable } from './table.ts';
import { verdictsOf } from './targets.ts';
import { defaultVolumes, volumesOf } from './volumes.ts';

const scenarios: Scenario[] = [
  read,
  add,
  checkout,
  hot,
  fanout,
  wake,
  start,
  log,
  growth,
  verify,
  search,
  importing,
  lag,
  rebuild,
  cache,
  overload,
  cost,
  shards,
];

const help = `Measures how fast the shop is, and writes the figures into bench/results/ and docs/performance.md.

  npm run bench                  all of it, some minutes
  npm run bench -- log search    some of it
  npm run bench -- --report      none of it: writes the page and the chart anew from the last results

${scenarios.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

  --events N     length of the log that is verified (default 100000)
  --products N   how many products are imported, and listed anew by a rebuild (default 500)
  --catalog N    how many products are searched (default 100000)
  --seconds N    how long the load lasts under which lag is measured (default 20)
  --carts N      how many carts hear of a new price (default 1000)
  --rounds N     how many slices of each thing count, where slices are measured in turn (default 12)
  --connections N  how many requests are open at a time, each without a pause (default 16)
  --disk DIR     a directory on a disk (default TMPDIR), and
  --memory DIR   one in memory (default /dev/shm): what writes is measured on both, apart; "none" leaves one out
  PORT           where the shop listens meanwhile (default 8797)
  TMPDIR         where the data of the others is: in memory they are two to three times as fast
`;

const whole = (name: string, text: string) => wholeNumber(`--${name}`, text);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      events: { type: 'string', default: '100000' },
      products: { type: 'string', default: '500' },
      catalog: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '20' },
      carts: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '12' },
      connections: { type: 'string', default: '16' },
      disk: { type: 'string', default: defaultVolumes.disk },
      memory: { type: 'string', default: defaultVolumes.memory },
      report: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const options: Options = {
    events: whole('events', values.events),
    products: whole('products', values.products),
    catalog: whole('catalog', values.catalog),
    seconds: whole('seconds', values.seconds),
    carts: whole('carts', values.carts),
    rounds: whole('rounds', values.rounds),
    connections: whole('connections', values.connections),
    volumes: volumesOf(values),
  };
  for (const scenario of values.report ? [] : chosen(positionals)) await measure(scenario, options);
  await report();
}

/** @throws for a name that is none */
function chosen(names: string[]): Scenario[] {
  const unknown = names.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no "${unknown}": ${scenarios.map(({ name }) => name).join(', ')}.`);
  return names.length === 0 ? scenarios : scenarios.filter(({ name }) => names.includes(name));
}

async function measure(scenario: Scenario, options: Options): Promise<void> {
  const before = load();
  const figures = await scenario.run(options, (progress) => tell(`${scenario.name}: ${progress}`));
  const result: Result = {
    scenario: scenario.name,
    at: new Date().toISOString(),
    machine: machine(),
    load: { before, after: load() },
    figures,
  };
  keep(result);
  tell('');
  console.log(`\n${headOf(result)}\n\n${tableOf(result)}\n`);
}

/** What all scenarios have come to when they were last measured, in this run or an earlier one. */
async function report(): Promise<void> {
  const results = kept(scenarios.map(({ name }) => name));
  const { ratioChart } = await import('./chart.ts');
  keepFile('ratios.svg', await ratioChart(results));
  const others = new Set(scenarios.filter((one) => one.tellsInOtherWords).map(({ name }) => name));
  for (const result of results.filter(({ scenario }) => !others.has(scenario)))
    document(result.scenario, `\n${tableOf(result)}\n\n${headOf(result)}\n`);
  const verdicts = verdictTable(verdictsOf(results));
  document('targets', `\n${verdicts}\n`);
  console.log(`${verdicts}\n`);
}

/** On one line of the terminal; without a terminal nothing is shown. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${progress}`);
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
