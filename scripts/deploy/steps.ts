import type { Account } from './account.ts';
import { firstVersion } from './first-version.ts';
import { calledTooEarly, deployOrder } from './order.ts';
import type { MissingSecret } from './secrets.ts';
import { databasesOf, queueUses, type WorkerConfig } from './worker-config.ts';

/** One command of wrangler. */
export interface Step {
  does: string;
  args: string[];
  /** What wrangler says is worth reading also when all goes well: where a worker is. */
  shown?: true;
  /** What it reads from standard input. Secret. */
  input?: string;
  /** What to tell the user when it is done: a secret that nobody will see again. */
  afterwards?: string;
}

/** All that is missing on the account, and the deployment of the workers: each step rests on those before it only. */
export function stepsOf(workers: WorkerConfig[], account: Account, secrets: MissingSecret[]): Step[] {
  const ordered = deployOrder(workers);
  return [
    ...missingQueues(workers, account),
    ...missingDatabases(workers, account),
    ...firstVersions(ordered, account),
    ...ordered.flatMap((worker) => [
      deployment(worker),
      ...settingOf(secrets.filter((secret) => secret.worker === worker)),
    ]),
  ];
}

function missingQueues(workers: WorkerConfig[], account: Account): Step[] {
  const uses = Map.groupBy(workers.flatMap(queueUses), ({ queue }) => queue);
  const missing = [...uses].filter(([queue]) => !account.queues.has(queue));
  return missing.map(([queue, wants]) => ({
    does: `create the queue ${queue}: ${wants.map(({ use }) => use).join(', ')}`,
    args: ['queues', 'create', queue],
  }));
}

function missingDatabases(workers: WorkerConfig[], account: Account): Step[] {
  const names = new Set(workers.flatMap(databasesOf).filter((name) => !account.databases.has(name)));
  return [...names].map((name) => ({
    does: `create the D1 database ${name}: ${usersOf(name, workers)}`,
    args: ['d1', 'create', name],
  }));
}

function usersOf(database: string, workers: WorkerConfig[]): string {
  const users = workers.filter((worker) => databasesOf(worker).includes(database));
  return users.map(({ service }) => service).join(' and ');
}

function firstVersions(ordered: WorkerConfig[], account: Account): Step[] {
  const missing = calledTooEarly(ordered).filter(({ name }) => !account.secrets.has(name));
  return missing.map(({ name, path }) => ({
    does: `deploy ${name} without its service bindings, since a worker before it in the circle is bound to it`,
    args: ['deploy', '--config', firstVersion(path)],
    shown: true,
  }));
}

function deployment({ name, path }: WorkerConfig): Step {
  return { does: `deploy ${name}`, args: ['deploy', '--config', path], shown: true };
}

/** All missing secrets of one worker at once: each change of secrets is a new version of it. */
function settingOf(secrets: MissingSecret[]): Step[] {
  const known = secrets.filter(({ value }) => value !== undefined);
  const [first] = known;
  if (!first) return [];
  const random = known.filter(({ origin }) => origin === 'random');
  return [
    {
      does: `set ${known.map(({ name, origin }) => `${name} (${originText[origin]})`).join(', ')}`,
      args: ['secret', 'bulk', '--config', first.worker.path],
      input: JSON.stringify(Object.fromEntries(known.map(({ name, value }) => [name, value]))),
      ...(random.length > 0 && { afterwards: random.map(shownOnce).join('\n') }),
    },
  ];
}

const originText = {
  environment: 'from the environment',
  asked: 'as you said',
  random: 'by chance, shown once',
};

function shownOnce({ name, value }: MissingSecret): string {
  return `\n  ${name} is ${value}\n  Keep it: nobody can show it again.\n`;
}
