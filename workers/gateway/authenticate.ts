import type { Caller } from '../../shared/contracts/caller.ts';
import { sha256Hex } from '../../shared/digest.ts';
import { type Problem, problem, serviceUnavailable } from '../../shared/http/problem.ts';
import { type Result, reject } from '../../shared/result.ts';
import { administratorWith } from './admin-tokens.ts';
import { customerTokens } from './customer-token.ts';
import type { Env } from './env.ts';
import { addressOf } from './limits/address.ts';
import { logError } from './log.ts';
import type { Scope } from './scopes.ts';

/** A token with everything that identity providers put into one stays below; what is larger is not parsed. */
const maxTokenLength = 8_192;

/** RFC 6750, 2.1, and a little wider, since an ADMIN_TOKEN may be of any visible characters. */
const bearer = /^Bearer +([\x21-\x7e]+)$/i;
const cartToken = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

export interface Identity {
  caller: Caller;
  /** An administrator's; of anybody else none. */
  scopes: readonly Scope[];
}

/**
 * Finds out who is calling. Credentials that are there and wrong are refused, on every route: a caller who
 * believes to be somebody must not be served as nobody.
 */
export async function authenticate(
  request: Request,
  env: Env,
  requestId: string,
): Promise<Result<Identity, Problem>> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return bearerOf(authorization, env, requestId);
  const token = request.headers.get('cart-token');
  if (token !== null) return guestOf(token);
  return identified({ kind: 'anonymous', address: addressOf(request, env) });
}

async function bearerOf(
  authorization: string,
  env: Env,
  requestId: string,
): Promise<Result<Identity, Problem>> {
  const token = authorization.length > maxTokenLength ? undefined : bearer.exec(authorization)?.[1];
  if (token === undefined) return reject(invalidToken);
  const administrator = await administratorWith(token, env);
  if (administrator) {
    const { name, scopes } = administrator;
    return identified({ kind: 'admin', ...(name === undefined ? {} : { name }) }, scopes);
  }
  const verdict = await customerTokens(env)(token);
  switch (verdict.kind) {
    case 'customer':
      return identified(verdict);
    case 'invalid':
      return reject(invalidToken);
    case 'keysUnavailable':
      logError({ message: 'The keys of JWT_JWKS_URL cannot be had.', requestId, error: verdict.error });
      return reject(serviceUnavailable('identity'));
  }
}

/**
 * Whether this may be a guess at an administrator's token, which is what somebody chose. What looks like a JWT is
 * signed with a key that nobody guesses, and may be a customer's behind the same address.
 */
export function isGuess(request: Request): boolean {
  const authorization = request.headers.get('authorization');
  return authorization !== null && authorization.split('.').length !== 3;
}

async function guestOf(token: string): Promise<Result<Identity, Problem>> {
  if (!cartToken.test(token)) return reject(invalidToken);
  return identified({ kind: 'guest', tokenHash: await sha256Hex(token) });
}

function identified(caller: Caller, scopes: readonly Scope[] = []): Result<Identity, never> {
  return { ok: true, value: { caller, scopes } };
}

/** Says nothing about what is wrong with it: that would help only those who make tokens up. */
export const invalidToken = problem(
  401,
  'invalid-token',
  'Invalid token',
  'The token is not valid, or not any more.',
);
