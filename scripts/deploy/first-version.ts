import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes, beside a config, one of the same worker that calls nobody, and returns its path. Where workers call each
 * other in a circle, the first deployment needs it: it has all entrypoints and Durable Objects, so the others can be
 * bound to it, and its full version follows before anybody outside can reach it.
 */
export function firstVersion(configPath: string): string {
  const path = join(dirname(configPath), '.wrangler-first.toml');
  writeFileSync(path, withoutServices(readFileSync(configPath, 'utf8')));
  return path;
}

/** @param toml with each table's header at the beginning of a line */
function withoutServices(toml: string): string {
  const tables = toml.split(/^(?=\[)/m);
  return tables.filter((table) => !table.startsWith('[[services]]')).join('');
}
