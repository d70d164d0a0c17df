import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configPaths } from './configs.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/storage.md');

function sources(): string[] {
  const paths = globSync('{shared,workers}/**/*.ts', {
    cwd: root,
    exclude: (path) => path.includes('.wrangler'),
  });
  return paths.filter((path) => !/\.test\.ts$|test-support/.test(path));
}

/** `catalog_${slot}` is documented as `catalog_a`; a name that is a parameter is documented where it is given. */
function tablesIn(source: string): string[] {
  const created = /CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?([a-z_]+(?:\$\{slot\})?)/g;
  return [...source.matchAll(created)].map(([, name]) => (name as string).replace(/_\$\{slot\}$/, '_'));
}

test('the page of what is stored names every table', () => {
  const tables = new Set(sources().flatMap((path) => tablesIn(read(path))));
  expect(tables.size).toBeGreaterThan(20);
  expect([...tables].filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test('and every queue, but for the dead-letter queues', () => {
  const names = configPaths.flatMap((path) =>
    [...read(path).matchAll(/^queue = "([^"]+)"/gm)].map(([, name]) => name as string),
  );
  const queues = [...new Set(names)].filter((name) => !name.endsWith('-dead'));
  expect(queues.length).toBeGreaterThan(9);
  expect(queues.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('and every class of objects', () => {
  const classes = configPaths.flatMap((path) =>
    [...read(path).matchAll(/^class_name = "([^"]+)"/gm)].map(([, name]) => name as string),
  );
  const kinds = {
    Product: 'Every cart, product, shard of stock and order',
    StockShard: 'Every cart, product, shard of stock and order',
    Cart: 'Every cart, product, shard of stock and order',
    Order: 'Every cart, product, shard of stock and order',
  };
  expect(
    classes.filter((name) => !page.includes(kinds[name as keyof typeof kinds] ?? `\`${name}\``)),
  ).toEqual([]);
});
