import type { Caller } from '../../shared/contracts/caller.ts';
import { equalInConstantTime, sha256Hex } from '../../shared/digest.ts';
import { type Problem, problem, serviceUnavailable } from '../../shared/http/problem.ts';
import { type Result, reject } from '../../shared/result.ts';
import { customerTokens } from './customer-token.ts';
import type { Env } from './env.ts';
import { logError } from './log.ts';

/** A token with everything that identity providers put into one stays below; what is larger is not parsed. */
const maxTokenLength = 8_192;

/** RFC 6750, 2.1, and a little wider, since an ADMIN_TOKEN may be of any visible characters. */
const bearer = /^Bearer +([\x21-\x7e]+)$/i;
const cartToken = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/**
 * Finds out who is calling. Credentials that are there and wrong are refused, on every route: a caller who
 * believes to be somebody must not be served as nobody.
 */
export async function authenticate(
  request: Request,
  env: Env,
  requestId: string,
): Promise<Result<Caller, Problem>> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return bearerOf(authorization, env, requestId);
  const token = request.headers.get('cart-token');
  if (token !== null) return guestOf(token);
  const address = request.headers.get('cf-connecting-ip') ?? 'local';
  return { ok: true, value: { kind: 'anonymous', address } };
}

async function bearerOf(
  authorization: string,
  env: Env,
  requestId: string,
): Promise<Result<Caller, Problem>> {
  const token = authorization.length > maxTokenLength ? undefined : bearer.exec(authorization)?.[1];
  if (token === undefined) return reject(invalidToken);
  if (await isAdminToken(token, env.ADMIN_TOKEN)) return { ok: true, value: { kind: 'admin' } };
  const verdict = await customerTokens(env)(token);
  switch (verdict.kind) {
    case 'customer':
      return { ok: true, value: verdict };
    case 'invalid':
      return reject(invalidToken);
    case 'keysUnavailable':
      logError({ message: 'The keys of JWT_JWKS_URL cannot be had.', requestId, error: verdict.error });
      return reject(serviceUnavailable('identity'));
  }
}

/** Digests are of one length, so that comparing them tells nothing about the token, not even how long it is. */
async function isAdminToken(token: string, expected: string | undefined): Promise<boolean> {
  if (!expected) return false;
  return equalInConstantTime(await sha256Hex(token), await sha256Hex(expected));
}

async function guestOf(token: string): Promise<Result<Caller, Problem>> {
  if (!cartToken.test(token)) return reject(invalidToken);
  return { ok: true, value: { kind: 'guest', tokenHash: await sha256Hex(token) } };
}

/** Says nothing about what is wrong with it: that would help only those who make tokens up. */
export const invalidToken = problem(
  401,
  'invalid-token',
  'Invalid token',
  'The token is not valid, or not any more.',
);
