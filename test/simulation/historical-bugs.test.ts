import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { historicalBugs } from './historical-bugs.ts';

// Trying them takes a minute (`npm run simulate -- --bugs`); that each can still be tried is seen here.
test.each(historicalBugs)('"$name" can be put into the code, at one place', ({ file, find }) => {
  expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
});
