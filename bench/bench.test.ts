import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = join(import.meta.dirname, 'bench.ts');

function bench(...args: string[]) {
  return promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args]);
}

test('npm run bench -- --help names every scenario, and measures nothing', async () => {
  const { stdout, stderr } = await bench('--help');
  for (const name of [
    'read',
    'add',
    'checkout',
    'hot',
    'fanout',
    'wake',
    'start',
    'log',
    'growth',
    'verify',
    'search',
    'import',
    'lag',
    'rebuild',
    'cache',
    'overload',
    'cost',
  ])
    expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  expect(stderr).toBe('');
});

test('what is no scenario is said before anything is measured', async () => {
  const failed = {
    code: 1,
    stderr:
      'There is no "logs": read, add, checkout, hot, fanout, wake, start, log, growth, verify, search, import, lag, rebuild, cache, overload, cost, shards.\n',
  };
  await expect(bench('log', 'logs')).rejects.toMatchObject(failed);
});

test('so is a number that is none', async () => {
  const failed = { code: 1, stderr: '--events must be a whole number, not "many".\n' };
  await expect(bench('verify', '--events', 'many')).rejects.toMatchObject(failed);
});
