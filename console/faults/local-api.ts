import { dataOf, KonbiniProblem } from '../../client/src/index.ts';
import type { Faults, Wire } from '../../shared/contracts/faults.ts';
import { sendAsPage } from '../api.ts';

/** What is there on a laptop alone, and so in no description of the API. */
async function ask<Answer>(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<Answer> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await sendAsPage(new Request(new URL(path, location.origin), { method, ...sent }));
  const data = await response.json();
  return dataOf({ response, ...(response.ok ? { data } : { error: data }) }) as Answer;
}

/** null: in this shop nothing can be made to go wrong. */
export async function getFaults(): Promise<Faults | null> {
  try {
    return await ask<Faults>('GET', '/v1/admin/faults');
  } catch (error) {
    if (error instanceof KonbiniProblem && error.code === 'route-not-found') return null;
    throw error;
  }
}

export function putFaults(faults: Faults): Promise<Faults> {
  return ask('PUT', '/v1/admin/faults', faults);
}

/** What was said in a trace so far. */
export function getWire(traceId: string): Promise<Wire> {
  return ask('GET', `/v1/admin/wire?trace=${traceId}`);
}
