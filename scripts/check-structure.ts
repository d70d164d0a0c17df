import { globSync, readFileSync } from 'node:fs';
import { violationsIn } from './structure.ts';

/** Nobody reads it, and nobody writes it. */
const generated = 'client/src/schema.ts';

const rooms = ['shared', 'workers', 'scripts', 'bench', 'test', 'client/src', 'ui', 'storefront', 'console'];
const files = rooms
  .flatMap((room) => globSync(`${room}/**/*.{ts,tsx,css}`))
  .filter((file) => file !== generated);
const violations = files.flatMap((file) => {
  // Tests look at whatever they test.
  const isTest = /\.test\.ts$|test-support\//.test(file);
  const found = violationsIn(file, readFileSync(file, 'utf8'));
  return isTest ? found.filter(({ rule }) => rule.includes('lines')) : found;
});

for (const { file, rule } of violations) console.error(`${file}: ${rule}`);
console.log(`${files.length} files, ${violations.length} violations of the house rules`);
process.exitCode = violations.length > 0 ? 1 : 0;
