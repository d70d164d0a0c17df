import { SignJWT } from 'jose';
import type * as z from 'zod';
import { type Session, signInBodySchema } from '../../../shared/contracts/session.ts';
import { parseBody } from '../../../shared/http/json-body.ts';
import { type Problem, problem, problemResponse } from '../../../shared/http/problem.ts';
import { json } from '../../../shared/http/respond.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import { administratorWith } from '../admin-tokens.ts';
import { invalidToken } from '../authenticate.ts';
import { customerTokens } from '../customer-token.ts';
import type { Env } from '../env.ts';
import type { Visit } from '../serve.ts';
import { type CookieName, cookieOf, guestCartCookie, guestCartOf, setCookie } from './cookies.ts';
import { pageOf } from './page.ts';

type SignIn = z.output<typeof signInBodySchema>;

/** Who is signed in here. What a cookie says counts as long as it is valid, and is nobody otherwise. */
export function getSession({ request, env }: Visit): Promise<Response> {
  return shown(keptBy(request), env);
}

/** Signs in, by a cookie that the page does not see. */
export async function signIn({ request, env, limits }: Visit): Promise<Response> {
  if (!pageOf(request)) return problemResponse(notOurPage);
  const body = await parseBody(request, signInBodySchema);
  if (!body.ok) return problemResponse(body.rejection);
  const limited = body.value.adminToken === undefined ? undefined : limits.ofGuess();
  if (limited) return problemResponse(limited);
  const checked = await checkedCookie(body.value, env);
  if (!checked.ok) return problemResponse((await limits.wrongToken()) ?? checked.rejection);
  const { name, value } = checked.value;
  const response = await shown({ ...keptBy(request), [name]: value }, env);
  response.headers.append('set-cookie', setCookie(request, name, value));
  return response;
}

/** The values of a browser's cookies. */
type Kept = Partial<Record<CookieName, string | undefined>>;

function keptBy(request: Request): Kept {
  return {
    'konbini-customer': cookieOf(request, 'konbini-customer'),
    'konbini-administrator': cookieOf(request, 'konbini-administrator'),
    'konbini-cart': guestCartOf(request)?.id,
  };
}

async function shown(kept: Kept, env: Env): Promise<Response> {
  const [customer, administrator] = [kept['konbini-customer'], kept['konbini-administrator']];
  return json({
    customer: customer === undefined ? null : await customerWith(customer, env),
    administrator: administrator === undefined ? null : await shownAdministrator(administrator, env),
    cart: kept['konbini-cart'] ?? null,
    localSignIn: isLocal(env),
  } satisfies Session);
}

/** Signs out of the page that asks. */
export async function signOut({ request }: Visit): Promise<Response> {
  const page = pageOf(request);
  if (!page) return problemResponse(notOurPage);
  const response = new Response(null, { status: 204 });
  if (page === 'console') {
    response.headers.append('set-cookie', setCookie(request, 'konbini-administrator', undefined));
    return response;
  }
  response.headers.append('set-cookie', setCookie(request, 'konbini-customer', undefined));
  response.headers.append('set-cookie', guestCartCookie(request, undefined));
  return response;
}

/** The cookie that a sign-in gives, if what it brings is valid. */
async function checkedCookie(
  body: SignIn,
  env: Env,
): Promise<Result<{ name: CookieName; value: string }, Problem>> {
  const { adminToken, customerToken, localCustomer } = body;
  if (adminToken !== undefined) {
    const known = await administratorWith(adminToken, env);
    return known
      ? accept({ name: 'konbini-administrator' as const, value: adminToken })
      : reject(invalidToken);
  }
  if (localCustomer !== undefined && !isLocal(env)) return reject(noLocalSignIn);
  const token = customerToken ?? (await localToken(localCustomer as string, env));
  if ((await customerWith(token, env)) === null) return reject(invalidToken);
  return accept({ name: 'konbini-customer', value: token });
}

async function customerWith(token: string, env: Env): Promise<string | null> {
  const verdict = await customerTokens(env)(token);
  return verdict.kind === 'customer' ? verdict.customerId : null;
}

async function shownAdministrator(token: string, env: Env): Promise<Session['administrator']> {
  const known = await administratorWith(token, env);
  return known ? { name: known.name ?? null, scopes: [...known.scopes] } : null;
}

/** Where the shop itself may say who somebody is: on a laptop, with a key that is no secret. */
function isLocal({ LOCAL_SIGN_IN, JWT_SECRET }: Env): boolean {
  return LOCAL_SIGN_IN === 'true' && Boolean(JWT_SECRET);
}

function localToken(customerId: string, env: Env): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customerId)
    .setIssuer(env.JWT_ISSUER)
    .setAudience(env.JWT_AUDIENCE)
    .setExpirationTime('12h')
    .sign(new TextEncoder().encode(env.JWT_SECRET));
}

const notOurPage = problem(
  403,
  'forbidden',
  'Forbidden',
  'Sessions are for our own pages, which send Konbini-Page. Anybody else sends Authorization with each request.',
);

const noLocalSignIn = problem(
  403,
  'forbidden',
  'Forbidden',
  'Nobody signs in by a name here: customers bring a token of their identity provider.',
);
