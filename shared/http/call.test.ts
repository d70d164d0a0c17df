import { expect, it } from 'vitest';
import type { Call } from '../contracts/call.ts';
import type { Caller } from '../contracts/caller.ts';
import { withCall } from './call.ts';
import { callerHeader, encodeCaller } from './internal-headers.ts';

async function callBy(caller: Caller): Promise<Call | undefined> {
  const headers = { [callerHeader]: encodeCaller(caller), 'idempotency-key': 'k1' };
  const request = new Request('http://cart/v1/carts', { method: 'POST', headers });
  let seen: Call | undefined;
  await withCall(request, {}, async (call) => {
    seen = call;
    return new Response();
  });
  return seen;
}

it('an event says of a stranger’s request that it was one, and not where it came from', async () => {
  const call = await callBy({ kind: 'anonymous', address: '192.0.2.7' });
  expect(call?.cause.caller).toBe('anonymous');
  expect((await callBy({ kind: 'customer', customerId: 'hana' }))?.cause.caller).toBe('customer:hana');
});

it('two strangers’ equal keys are two keys', async () => {
  const keyOf = async (address: string) => (await callBy({ kind: 'anonymous', address }))?.repeat?.key;
  expect(await keyOf('192.0.2.7')).toBe(await keyOf('192.0.2.7'));
  expect(await keyOf('192.0.2.7')).not.toBe(await keyOf('192.0.2.8'));
});
