import { parseArgs } from 'node:util';
import { wholeNumber } from '../scripts/load/options.ts';
import { load, machine } from './machine.ts';
import { keep, type Result } from './results.ts';
import type { Options, Scenario } from './scenario.ts';
import { cache } from './scenarios/cache.ts';
import { cost } from './scenarios/cost.ts';
import { growth } from './scenarios/growth.ts';
import { importing } from './scenarios/import.ts';
import { lag } from './scenarios/lag.ts';
import { log } from './scenarios/log.ts';
import { overload } from './scenarios/overload.ts';
import { rebuild } from './scenarios/rebuild.ts';
import { search } from './scenarios/search.ts';
import { verify } from './scenarios/verify.ts';
import { tableOf } from './table.ts';

const scenarios: Scenario[] = [log, growth, verify, search, importing, lag, rebuild, cache, overload, cost];

const help = `Measures how fast the shop is, and writes the figures into bench/results/.

  npm run bench                  all of it, some minutes
  npm run bench -- log search    some of it

${scenarios.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

  --events N     length of the log that is verified (default 100000)
  --products N   how many products are imported, and listed anew by a rebuild (default 500)
  --catalog N    how many products are searched (default 100000)
  --seconds N    how long the load lasts under which lag is measured (default 20)
  PORT           where the shop listens meanwhile (default 8797)
  TMPDIR         where its data is: a disk, or a file system in memory, which is two to three times as fast
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
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const options: Options = {
    events: whole('events', values.events),
    products: whole('products', values.products),
    catalog: whole('catalog', values.catalog),
    seconds: whole('seconds', values.seconds),
  };
  for (const scenario of chosen(positionals)) await measure(scenario, options);
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
  console.log(`\n${tableOf(result)}\n`);
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
