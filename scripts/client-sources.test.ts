import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from '../workers/gateway/routes.ts';
import { clientSources } from './client-sources.ts';

test.each(Object.entries(clientSources()))('%s is what the routes give now', (path, source) => {
  // Not `toBe`, which would print thousands of lines.
  expect(readFileSync(path, 'utf8') === source, 'npm run client:generate').toBe(true);
});

test('a POST may be sent again, since it takes an Idempotency-Key or changes nothing the second time', () => {
  const withoutKey = routes.filter(
    ({ method, headers }) => method === 'POST' && !headers.includes('Idempotency-Key'),
  );
  const harmless = [
    'importProducts',
    'signIn',
    'takePlace',
    'takeStripeEvent',
    'verifyCart',
    'verifyOrder',
    'verifyProduct',
  ];
  expect(withoutKey.map(({ id }) => id).toSorted()).toEqual(harmless);
});
