import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import type { Session } from '../schemas.ts';

/** What an administrator's token opens. */
export type Administrator = NonNullable<Session['administrator']>;

/** Who is signed in; null for nobody. */
export async function currentAdministrator(): Promise<Administrator | null> {
  return dataOf(await http.GET('/v1/session')).administrator;
}

/** Has the gateway keep the token in a cookie that this page cannot read. @throws {KonbiniProblem} where it fits nobody */
export async function signIn(adminToken: string): Promise<Administrator | null> {
  return dataOf(await http.POST('/v1/session', { body: { adminToken } })).administrator;
}

export async function signOut(): Promise<void> {
  dataOf(await http.DELETE('/v1/session'));
}
