import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { configPaths } from '../configs.ts';
import { emptyAccount } from './account.ts';
import { firstVersion } from './first-version.ts';
import { calledTooEarly, deployOrder } from './order.ts';
import { planText } from './plan.ts';
import { resourceLines } from './resources.ts';
import { secretKindsOf, variablesOf } from './secret-kinds.ts';
import { missingSecrets } from './secrets.ts';
import { stepsOf } from './steps.ts';
import { calleesOf, type WorkerConfig, workerConfig } from './worker-config.ts';

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

/** Copies of the four configs, with something more in the cart's. */
function copies(more = ''): WorkerConfig[] {
  const root = mkdtempSync(join(tmpdir(), 'konbini-configs-'));
  directories.push(root);
  return configPaths.map((path) => {
    const copy = join(root, path);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(path, copy);
    if (path === 'workers/cart/wrangler.toml') writeFileSync(copy, `${readFileSync(path, 'utf8')}\n${more}`);
    return workerConfig(copy);
  });
}

function planOf(workers: WorkerConfig[], account = emptyAccount): string {
  return planText(account, stepsOf(workers, account, []), []);
}

/** All texts in a config, at any depth, but for where its code is. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'main' ? [] : textsIn(inner)));
}

describe('the plan', () => {
  test('comes from the configs: a queue that one of them has more is created', () => {
    const more = `
      [[queues.consumers]]
      queue = "konbini-gift-wrapping"
      dead_letter_queue = "konbini-gift-wrapping-dead"`;
    expect(planOf(copies())).not.toContain('gift-wrapping');
    const plan = planOf(copies(more));
    expect(plan).toContain('create the queue konbini-gift-wrapping: cart takes\n');
    expect(plan).toContain(
      'create the queue konbini-gift-wrapping-dead: dead letters of konbini-gift-wrapping\n',
    );
  });

  test('creates each queue and database once, and none that is there', () => {
    const workers = copies();
    const queues = stepsOf(workers, emptyAccount, []).filter(({ args }) => args[0] === 'queues');
    const names = queues.map(({ args }) => String(args[2]));
    expect(new Set(names).size).toBe(names.length);
    const account = { ...emptyAccount, queues: new Set(names), databases: new Set(['konbini-orders']) };
    const plan = planOf(workers, account);
    expect(plan).not.toContain('create the queue');
    expect(plan).not.toContain('database konbini-orders');
    expect(plan).toContain('create the D1 database konbini-catalog: product');
  });

  test('a database with an id is there already', () => {
    const more = '[[d1_databases]]\nbinding = "GIFTS"\ndatabase_name = "gifts"\n';
    expect(planOf(copies(more))).toContain('create the D1 database gifts');
    expect(planOf(copies(`${more}database_id = "0a1b"`))).not.toContain('create the D1 database gifts');
  });
});

describe('what the configs want', () => {
  test.each(configPaths)('all of %s is shown', (path) => {
    const worker = workerConfig(path);
    const shown = [worker.name, ...resourceLines(worker)].join('\n');
    expect(textsIn(worker.content).filter((text) => !shown.includes(text))).toEqual([]);
  });

  test('a part that nobody has foreseen is shown as it stands', () => {
    const [, , cart] = copies('[[vectorize]]\nbinding = "TASTES"\nindex_name = "tastes"\n');
    expect(resourceLines(cart as WorkerConfig)).toContain(
      '  vectorize        {"binding":"TASTES","index_name":"tastes"}',
    );
  });

  test('a worker without an address of its own, and not kept from workers.dev, is public', () => {
    const addresses = copies().map((worker) => resourceLines(worker)[0]);
    expect(addresses).toEqual([
      '  address          on workers.dev',
      ...Array(3).fill('  address          none: called by the other workers only'),
    ]);
  });
});

describe('the order of deployment', () => {
  const worker = (name: string, ...callees: string[]): WorkerConfig => ({
    ...{ name, path: '', service: name },
    content: { services: callees.map((service) => ({ binding: service, service })) },
  });
  const names = (workers: WorkerConfig[]) => workers.map(({ name }) => name).join(' ');

  test('those who are called come before those who call them', () => {
    const line = deployOrder([worker('door', 'shop', 'bank'), worker('shop', 'bank'), worker('bank')]);
    expect(names(line)).toBe('bank shop door');
    expect(calledTooEarly(line)).toEqual([]);
  });

  test('in a circle, whoever is called too early is found', () => {
    const circle = deployOrder([
      worker('door', 'a'),
      worker('a', 'b'),
      worker('b', 'c', 'a'),
      worker('c', 'a'),
    ]);
    expect(names(circle)).toBe('c b a door');
    expect(names(calledTooEarly(circle))).toBe('a');
  });

  test('a worker of somebody else is theirs to deploy', () => {
    expect(names(deployOrder([worker('shop', 'elsewhere')]))).toBe('shop');
  });

  test('the first version of a worker has all that its config has, but calls nobody', () => {
    for (const { path, content } of copies()) {
      const { services, ...rest } = content;
      expect(services).toBeDefined();
      expect(workerConfig(firstVersion(path)).content).toEqual(rest);
    }
  });

  test('all four: the gateway is the last', () => {
    const ordered = deployOrder(copies());
    expect(ordered.at(-1)?.service).toBe('gateway');
    expect(ordered).toHaveLength(4);
    expect(new Set(ordered.flatMap(calleesOf)).size).toBe(3);
  });
});

describe('secrets', () => {
  test('what the code may do without is a secret, or stands in the config', () => {
    for (const { service, content } of copies()) {
      expect(Object.keys(content.vars ?? {})).toEqual(expect.arrayContaining(variablesOf(service)));
      for (const [name] of secretKindsOf(service)) expect(content.vars).not.toHaveProperty(name);
    }
  });

  test('are asked for where somebody is there to answer; no answer leaves them out', async () => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question.split(',')[0] as string);
      return question.startsWith('STRIPE_SECRET_KEY') ? 'sk_live_1' : '';
    };
    const secrets = await missingSecrets(copies(), emptyAccount, { env: {}, attended: true, ask });
    expect(asked).toEqual(['ADMIN_TOKENS', 'JWT_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']);
    expect(secrets.filter(({ value }) => value !== undefined).map(({ name }) => name)).toEqual([
      'ADMIN_TOKEN',
      'STRIPE_SECRET_KEY',
    ]);
  });

  test('that are set are left alone, whatever the environment says', async () => {
    const account = { ...emptyAccount, secrets: new Map([['konbini-gateway', new Set(['ADMIN_TOKEN'])]]) };
    const sources = { env: { ADMIN_TOKEN: 'x'.repeat(32) }, attended: false, ask: async () => '' };
    const secrets = await missingSecrets(copies(), account, sources);
    expect(secrets.map(({ name }) => name)).not.toContain('ADMIN_TOKEN');
  });
});
