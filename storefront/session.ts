import { type components, dataOf } from '../client/src/index.ts';
import { shop } from './shop.ts';

/** Who is here, as the shop knows by cookies that no script can read. */
export type Session = components['schemas']['Session'];
export type Credentials = components['schemas']['SignIn'];

export async function readSession(): Promise<Session> {
  return dataOf(await shop.http.GET('/v1/session'));
}

export async function signIn(body: Credentials): Promise<Session> {
  return dataOf(await shop.http.POST('/v1/session', { body }));
}

export async function signOut(): Promise<void> {
  dataOf(await shop.http.DELETE('/v1/session'));
}
