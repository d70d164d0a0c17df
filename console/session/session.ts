import { dataOf } from '../../client/src/index.ts';
import { sendAsPage } from '../api.ts';

/** What an administrator's token opens, as the gateway says it. */
export interface Administrator {
  name: string | null;
  scopes: string[];
}

/** Who is signed in; null for nobody. */
export async function currentAdministrator(): Promise<Administrator | null> {
  return administratorOf(await sessionCall('GET'));
}

/** Has the gateway keep the token in a cookie that this page cannot read. @throws {KonbiniProblem} where it fits nobody */
export async function signIn(adminToken: string): Promise<Administrator | null> {
  return administratorOf(await sessionCall('POST', { adminToken }));
}

export async function signOut(): Promise<void> {
  await sessionCall('DELETE');
}

async function sessionCall(method: string, body?: { adminToken: string }): Promise<unknown> {
  const url = new URL('/v1/session', location.origin);
  const sent = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
  const response = await sendAsPage(new Request(url, { method, ...sent }));
  const data: unknown = response.status === 204 ? undefined : await response.json();
  return dataOf({ response, ...(response.ok ? { data } : { error: data }) });
}

function administratorOf(session: unknown): Administrator | null {
  return (session as { administrator: Administrator | null }).administrator;
}
