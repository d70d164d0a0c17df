import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Env } from './env.ts';
import { logError } from './log.ts';

/** The customer, or why there is none: the token is not good, or the issuer's keys cannot be had just now. */
export type Verdict =
  | { kind: 'customer'; customerId: string }
  | { kind: 'invalid' }
  | { kind: 'keysUnavailable'; error: unknown };

export type CustomerTokens = (token: string) => Promise<Verdict>;

/** RFC 7518, 3.2: a key for HS256 is at least as long as its hash. */
const minSecretBytes = 32;
/** OpenID Connect Core, 2: a `sub` does not exceed 255 characters. */
const maxSubjectLength = 255;
/** Clocks differ a little; no more than that. */
const clockToleranceSeconds = 30;
/** A buyer is waiting. */
const keysDeadlineMs = 2_000;

/** Keys with the algorithms that go with them: a token does not get to choose how it is verified. */
interface Keys {
  algorithms: string[];
  find: JWTVerifyGetKey;
}

const acceptsNone: CustomerTokens = async () => ({ kind: 'invalid' });

const prepared = new WeakMap<Env, CustomerTokens>();

/** The settings are read once, so that fetched keys are kept and a faulty setting is logged once. */
export function customerTokens(env: Env): CustomerTokens {
  const known = prepared.get(env);
  if (known) return known;
  const tokens = prepare(env);
  prepared.set(env, tokens);
  return tokens;
}

function prepare(env: Env): CustomerTokens {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = env;
  if (!issuer || !audience) return acceptsNone;
  const keys = keysOf(env);
  if (!keys) return acceptsNone;
  // RFC 7519, 4.1. An option that is left out is a claim that is not asked for: all of them are here.
  const options = {
    algorithms: keys.algorithms,
    issuer,
    audience,
    requiredClaims: ['exp', 'sub'],
    clockTolerance: clockToleranceSeconds,
  };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys.find, options);
      return customerOf(payload);
    } catch (error) {
      if (error instanceof KeysUnavailable) return { kind: 'keysUnavailable', error: error.cause };
      // Anything but jose's own verdict is a bug of ours, and not the caller's doing.
      if (error instanceof errors.JOSEError) return { kind: 'invalid' };
      throw error;
    }
  };
}

/** A secret means HS256 only, even where there is a JWT_JWKS_URL too: a public key must never become a secret. */
function keysOf({ JWT_SECRET: secret, JWT_JWKS_URL: url }: Env): Keys | undefined {
  if (secret) {
    const key = new TextEncoder().encode(secret);
    if (key.byteLength >= minSecretBytes) return { algorithms: ['HS256'], find: async () => key };
    logError({ message: `JWT_SECRET has less than ${minSecretBytes} bytes: customers are refused.` });
    return undefined;
  }
  if (!url) return undefined;
  if (!URL.canParse(url)) {
    logError({ message: 'JWT_JWKS_URL is not a URL: customers are refused.' });
    return undefined;
  }
  return { algorithms: ['RS256', 'ES256', 'EdDSA'], find: remoteKeys(new URL(url)) };
}

class KeysUnavailable extends Error {}

/** Tells a token that names no key of the issuer's from an issuer that does not answer. */
function remoteKeys(url: URL): JWTVerifyGetKey {
  const find = createRemoteJWKSet(url, { timeoutDuration: keysDeadlineMs });
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
        throw error;
      }
      throw new KeysUnavailable('the keys of the issuer are not available', { cause: error });
    }
  };
}

function customerOf({ sub }: JWTPayload): Verdict {
  if (typeof sub !== 'string' || sub === '' || sub.length > maxSubjectLength || !sub.isWellFormed()) {
    return { kind: 'invalid' };
  }
  return { kind: 'customer', customerId: sub };
}
