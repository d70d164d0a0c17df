import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Dice } from '../shared/test-support/dice.ts';
import { redriveAll } from './chaos/dead-letters.ts';
import { arrangementOf, type FaultKind, inflict } from './chaos/faults.ts';
import { brokenPromises } from './chaos/promises.ts';
import { playRound, type Round } from './chaos/round.ts';
import { Shop } from './chaos/shop.ts';
import { readHistory } from './histories/history.ts';
import { type Judgement, judge } from './histories/judge.ts';
import { Api } from './load/api.ts';
import { wholeNumber } from './load/options.ts';
import { localCredentials } from './local-credentials.ts';

const help = `Harms the running shop under load, again and again, and checks what it says meanwhile and what is left.

  npm run chaos -- --kills 20

  --kills N       how often the whole process group dies by kill -9 (default 3)
  --stops N       how often a single service is killed or frozen for some seconds (default: a third of the kills)
  --bad-deploys N how often a service is replaced by one whose messages become dead letters (default 2)
  --clients N     shoppers at a time (default 16)
  --seed N        makes the same choices again (default: a new one each time)
  --history FILE  where the clients' operations go, a line of JSON each (default: a new file for temporary data)
  --judge FILE    only judges a history that is there already
  PORT            where the shop listens meanwhile (default 8797)
`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '3' },
    stops: { type: 'string' },
    'bad-deploys': { type: 'string', default: '2' },
    clients: { type: 'string', default: '16' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    history: { type: 'string' },
    judge: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(): Promise<void> {
  if (values.help) process.stdout.write(help);
  else if (values.judge) report(judge(readHistory(values.judge)));
  else await harm();
}

async function harm(): Promise<void> {
  const port = wholeNumber('PORT', process.env.PORT ?? '8797');
  const clients = wholeNumber('--clients', values.clients);
  const seed = wholeNumber('--seed', values.seed);
  const faults = askedFor();
  const dir = mkdtempSync(join(tmpdir(), 'konbini-chaos-'));
  const historyFile = values.history ?? join(dir, 'history.ndjson');
  // Products have the same names in every run, and one history must not go on in another.
  writeFileSync(historyFile, '');
  const stateDir = join(dir, 'state');
  const shop = new Shop(port, stateDir);
  console.log(`seed ${seed}, history in ${historyFile}`);
  try {
    const api = new Api(`http://localhost:${port}`, localCredentials(process.env).ADMIN_TOKEN);
    const crowd = { dice: new Dice(seed), clients, historyFile };
    await conclude(api, await play(shop, api, crowd, faults));
  } finally {
    await shop.kill();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

function askedFor(): FaultKind[] {
  const kills = wholeNumber('--kills', values.kills);
  const stops = wholeNumber('--stops', values.stops ?? String(Math.ceil(kills / 3)));
  const badDeploys = wholeNumber('--bad-deploys', values['bad-deploys']);
  const faults = kinds(kills, stops, badDeploys);
  if (faults.length === 0) throw new Error('There is nothing to do: ask for --kills 1 or more.');
  return faults;
}

/** Each kind spread evenly over the whole; stops freeze every other time. */
function kinds(kills: number, stops: number, badDeploys: number): FaultKind[] {
  const spread = (count: number, kindOf: (index: number) => FaultKind) =>
    Array.from({ length: count }, (_, index) => ({ kind: kindOf(index), at: (index + 0.5) / count }));
  return [
    ...spread(kills, () => 'kill'),
    ...spread(stops, (index) => (index % 2 === 0 ? 'stop' : 'freeze')),
    ...spread(badDeploys, () => 'badDeploy'),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

async function play(
  shop: Shop,
  api: Api,
  crowd: { dice: Dice; clients: number; historyFile: string },
  faults: FaultKind[],
): Promise<Round[]> {
  const rounds: Round[] = [];
  for (const [index, kind] of faults.entries()) {
    await shop.run(arrangementOf[kind]);
    const next = arrangementOf[faults[index + 1] ?? kind];
    const round = await playRound(`round-${index + 1}`, api, crowd, () =>
      inflict(kind, { shop, api, dice: crowd.dice, next }),
    );
    rounds.push(round);
    console.log(`${index + 1}/${faults.length}: ${told(round)}`);
  }
  return rounds;
}

function told({ fault, purchases, entries, secondsToSettle, judgement }: Round): string {
  const unknown = purchases.filter(({ outcome }) => outcome === 'info').length;
  const wrong = judgement.violations.length + judgement.undecided.length;
  return (
    `${fault}; ${entries.length} operations, ${purchases.length} checkouts, ${unknown} without an answer; ` +
    `right again ${secondsToSettle.toFixed(1)} s later; ${wrong || 'no'} histories without an explanation`
  );
}

async function conclude(api: Api, rounds: Round[]): Promise<void> {
  const entries = rounds.flatMap((round) => round.entries);
  const purchases = rounds.flatMap((round) => round.purchases);
  report(judge(entries));
  const left = await redriveAll(api);
  if (left > 0) console.log(`${left} messages had become dead letters by the end, and were redriven`);
  const broken = await brokenPromises(api, purchases, entries);
  for (const promise of broken) console.error(promise);
  console.log(`${purchases.length} checkouts, ${rounds.length} faults, ${broken.length} broken promises`);
  if (broken.length > 0) process.exitCode = 1;
}

function report({ products, orders, operations, violations, undecided }: Judgement): void {
  for (const violation of violations) console.error(violation);
  for (const thing of undecided) console.error(`${thing}: too much to search through; nothing is said of it`);
  console.log(
    `${operations} operations on ${products} products and ${orders} orders: ${violations.length} not linearizable, ${undecided.length} not decided`,
  );
  if (violations.length > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
