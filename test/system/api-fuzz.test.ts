import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../workers/gateway/routes.ts';
import { times, together } from './client.ts';
import { type Cast, castOf } from './fuzz/cast.ts';
import { asCurl } from './fuzz/curl.ts';
import { describedBy, operationsOf } from './fuzz/document.ts';
import type { Schema } from './fuzz/json-schema.ts';
import { type Operation, requestsOf, type Sent } from './fuzz/requests.ts';
import { ask } from './raw.ts';
import { closeShop, openShop, type Shop } from './shop.ts';

/*
 * Requests drawn from /openapi.json: right, nearly right, hostile. Every answer must be one that it declares.
 *
 *   FUZZ_RUNS=1000 npx vitest run --project system test/system/api-fuzz.test.ts
 *
 * A failure prints the request as a line of curl. FUZZ_SEED and FUZZ_PATH take what it has printed of seed and
 * path, and `-t` the name of the test, to see it again.
 */
const { FUZZ_RUNS, FUZZ_SEED, FUZZ_PATH } = process.env;
const numRuns = Number(FUZZ_RUNS ?? 10);
// Without being asked for more, the same requests each time: a test that fails does so for everybody.
const seed = FUZZ_SEED ? Number(FUZZ_SEED) : FUZZ_RUNS ? Date.now() : 1;

// A shop of its own: products that others have not asked for would turn up in their lists.
let shop: Shop;
let schemas: Record<string, Schema>;
let operations: Map<string, Operation>;
beforeAll(async () => {
  shop = await openShop();
  const document = await describedBy(shop);
  schemas = document.components.schemas;
  operations = new Map(operationsOf(document).map((operation) => [operation.id, operation]));
});
afterAll(() => closeShop(shop));

/** A failing example shows as something to paste into a shell. */
function shownAsCurl(sent: Sent): Sent & fc.WithToStringMethod {
  return { ...sent, [fc.toStringMethod]: () => asCurl(shop.url, sent) };
}

async function isAnsweredAsDeclared({ method, path, headers, body, copies }: Sent): Promise<void> {
  // `ask` holds each answer against the document.
  const answers = await together(times(copies), () => ask(shop, method, path, headers, body));
  const bankFails = /tok_(error|timeout)/.test(body ?? '');
  for (const { status } of answers) {
    if (status >= 500 && !(status === 503 && bankFails)) throw new Error(`it was answered ${status}`);
  }
}

function requestsFor(operation: Operation, { callers, known }: Cast): fc.Arbitrary<Sent> {
  return requestsOf(operation, { schemas, known }, callers).map(shownAsCurl);
}

/** Requests use up what there is: after so many, there are new products, carts and orders. */
const runsPerCast = 100;
let cast: Cast;
let runsLeft = 0;

/** At most `wanted` of them with the same cast; returns how many it were. */
async function someRuns(operation: Operation, wanted: number, seed: number): Promise<number> {
  if (runsLeft === 0) {
    cast = await castOf(shop);
    runsLeft = runsPerCast;
  }
  const runs = Math.min(wanted, runsLeft);
  runsLeft -= runs;
  const settings = { numRuns: runs, seed, ...(FUZZ_PATH ? { path: FUZZ_PATH } : {}) };
  await fc.assert(fc.asyncProperty(requestsFor(operation, cast), isAnsweredAsDeclared), settings);
  return runs;
}

test.each(routes)('$id is answered as declared, whatever is asked', { timeout: 0 }, async ({ id }) => {
  const operation = operations.get(id) as Operation;
  for (let done = 0; done < numRuns; ) done += await someRuns(operation, numRuns - done, seed + done);
});

test('the document has nothing else', () => {
  expect([...operations.keys()].toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
});
