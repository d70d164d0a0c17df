import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { customerTokens } from './customer-token.ts';
import type { Env } from './env.ts';
import { fakeServices } from './fake-services.ts';

const issuer = 'https://id.example';
const audience = 'shop';
// 64 bytes: enough for HS512 too, so that nothing but the algorithm can be wrong with such a token.
const secret = '0123456789abcdef'.repeat(4);
const bytes = (text: string) => new TextEncoder().encode(text);
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const good: JWTPayload = { sub: 'alice', iss: issuer, aud: audience, exp: inSeconds(300) };
const alice = { kind: 'customer', customerId: 'alice' };
const invalid = { kind: 'invalid' };

function settings(own: Partial<Env>): Env {
  return fakeServices({ JWT_ISSUER: issuer, JWT_AUDIENCE: audience, ...own }).env;
}

function signed(claims: JWTPayload, alg = 'HS256', key: Parameters<SignJWT['sign']>[0] = bytes(secret)) {
  return new SignJWT(claims).setProtectedHeader({ alg, kid: 'k1' }).sign(key);
}

/** A token that says of itself that it is not signed (RFC 7519, 6.1). */
function unsigned(alg: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg, typ: 'JWT' })}.${part(good)}.`;
}

afterEach(() => vi.restoreAllMocks());

describe('with a secret', () => {
  const env = settings({ JWT_SECRET: secret });
  const verdictOf = async (claims: JWTPayload) => customerTokens(env)(await signed(claims));

  test('a token of the issuer for this shop is its subject', async () => {
    expect(await verdictOf(good)).toEqual(alice);
  });

  test('an audience among others is an audience', async () => {
    expect(await verdictOf({ ...good, aud: ['other', audience] })).toEqual(alice);
  });

  const { iss: _iss, ...withoutIssuer } = good;
  const { aud: _aud, ...withoutAudience } = good;
  const { exp: _exp, ...withoutExpiry } = good;
  const { sub: _sub, ...withoutSubject } = good;
  test.each<[string, object]>([
    ['no issuer', withoutIssuer],
    ['another issuer', { ...good, iss: 'https://evil.example' }],
    ['an issuer that begins the same', { ...good, iss: `${issuer}.evil.example` }],
    ['an empty issuer', { ...good, iss: '' }],
    ['no audience', withoutAudience],
    ['another audience', { ...good, aud: 'bank' }],
    ['an empty list of audiences', { ...good, aud: [] }],
    ['no expiry', withoutExpiry],
    ['an expiry that is a text', { ...good, exp: String(good.exp) }],
    ['an expiry a minute ago', { ...good, exp: inSeconds(-60) }],
    ['a beginning a minute ahead', { ...good, nbf: inSeconds(60) }],
    ['a beginning that is a text', { ...good, nbf: '0' }],
    ['no subject', withoutSubject],
    ['an empty subject', { ...good, sub: '' }],
    ['a subject that is a number', { ...good, sub: 7 }],
    ['a subject that is null', { ...good, sub: null }],
    ['a subject that is a list', { ...good, sub: ['alice'] }],
    ['a subject of 256 characters', { ...good, sub: 'x'.repeat(256) }],
    ['a subject that is no text', { ...good, sub: '\ud800' }],
  ])('%s is refused', async (_, claims) => {
    expect(await verdictOf(claims as JWTPayload)).toEqual(invalid);
  });

  test('a subject of 255 characters passes', async () => {
    const sub = 'x'.repeat(255);
    expect(await verdictOf({ ...good, sub })).toEqual({ kind: 'customer', customerId: sub });
  });

  test('clocks may differ by a few seconds', async () => {
    expect(await verdictOf({ ...good, exp: inSeconds(-10) })).toEqual(alice);
    expect(await verdictOf({ ...good, nbf: inSeconds(10) })).toEqual(alice);
  });

  test('another secret is refused', async () => {
    const token = await signed(good, 'HS256', bytes('f'.repeat(64)));
    expect(await customerTokens(env)(token)).toEqual(invalid);
  });

  test('an algorithm that was not agreed on is refused, be the signature as good as it may', async () => {
    expect(await customerTokens(env)(await signed(good, 'HS512'))).toEqual(invalid);
  });

  test.each(['none', 'None', 'NONE', '', 'HS256'])(
    'a token without a signature, alg "%s", is refused',
    async (alg) => {
      expect(await customerTokens(env)(unsigned(alg))).toEqual(invalid);
    },
  );

  test.each(['', '.', '..', 'a.b.c', 'e30.e30.e30', 'a.b.c.d.e'])('"%s" is no token', async (token) => {
    expect(await customerTokens(env)(token)).toEqual(invalid);
  });

  test.each(['__proto__', 'toString'])('alg "%s" is refused', async (alg) => {
    expect(await customerTokens(env)(unsigned(alg))).toEqual(invalid);
  });
});

describe('with settings that are missing or weak', () => {
  test.each<[string, Partial<Env>]>([
    ['no issuer', { JWT_SECRET: secret, JWT_ISSUER: '' }],
    ['no audience', { JWT_SECRET: secret, JWT_AUDIENCE: '' }],
    ['neither secret nor keys', {}],
    ['an empty secret', { JWT_SECRET: '' }],
  ])('%s: customers are refused', async (_, own) => {
    const env = settings(own);
    const claims = { ...good, iss: env.JWT_ISSUER, aud: env.JWT_AUDIENCE };
    expect(await customerTokens(env)(await signed(claims))).toEqual(invalid);
  });

  test('a secret of less than 32 bytes counts for nothing, and the log says so once', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const short = 'x'.repeat(31);
    const env = settings({ JWT_SECRET: short, JWT_JWKS_URL: 'https://id.example/keys' });
    const token = await signed(good, 'HS256', bytes(short));
    expect(await customerTokens(env)(token)).toEqual(invalid);
    expect(await customerTokens(env)(token)).toEqual(invalid);
    expect(log).toHaveBeenCalledOnce();
    expect(log.mock.calls[0]?.[0]).toContain('JWT_SECRET has less than 32 bytes');
    expect(log.mock.calls[0]?.[0]).not.toContain(short);
  });

  test('an address of keys that is none counts for nothing, and the log says so once', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const env = settings({ JWT_JWKS_URL: 'not a url' });
    expect(await customerTokens(env)(await signed(good))).toEqual(invalid);
    expect(await customerTokens(env)(await signed(good))).toEqual(invalid);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('with keys that the issuer publishes', () => {
  type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
  let rsa: Pair;
  let ec: Pair;
  let server: Server;
  let published: { status: number; body: string };
  let fetches: number;
  let url: string;

  beforeAll(async () => {
    rsa = await generateKeyPair('RS256', { extractable: true });
    ec = await generateKeyPair('ES256', { extractable: true });
  });

  beforeEach(async () => {
    published = {
      status: 200,
      // Without `alg`, as many issuers publish them: nothing in the key itself says what it may be used for.
      body: JSON.stringify({ keys: [{ ...(await exportJWK(rsa.publicKey)), kid: 'k1' }] }),
    };
    fetches = 0;
    server = createServer((_, response) => {
      fetches++;
      response.writeHead(published.status, { 'content-type': 'application/json' }).end(published.body);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    return () => new Promise<void>((closed) => server.close(() => closed()));
  });

  test('a token that the issuer signed is its subject, and the keys are fetched once', async () => {
    const env = settings({ JWT_JWKS_URL: url });
    const token = await signed(good, 'RS256', rsa.privateKey);
    expect(await customerTokens(env)(token)).toEqual(alice);
    expect(await customerTokens(env)(token)).toEqual(alice);
    expect(fetches).toBe(1);
  });

  test.each(['ES256', 'EdDSA'])('%s will do as well', async (alg) => {
    const pair = alg === 'ES256' ? ec : await generateKeyPair(alg, { extractable: true });
    published.body = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1' }] });
    const token = await signed(good, alg, pair.privateKey);
    expect(await customerTokens(settings({ JWT_JWKS_URL: url }))(token)).toEqual(alice);
  });

  test('a token signed with the public key as if it were a secret is refused', async () => {
    const verify = customerTokens(settings({ JWT_JWKS_URL: url }));
    const { n } = await exportJWK(rsa.publicKey);
    const asSecret = [await exportSPKI(rsa.publicKey), published.body, String(n)];
    for (const text of asSecret) {
      expect(await verify(await signed(good, 'HS256', bytes(text)))).toEqual(invalid);
    }
  });

  test('a token without a signature is refused', async () => {
    const verify = customerTokens(settings({ JWT_JWKS_URL: url }));
    for (const alg of ['none', 'NONE', 'RS256']) expect(await verify(unsigned(alg))).toEqual(invalid);
  });

  test('an algorithm that was not agreed on is refused, be the signature as good as it may', async () => {
    const token = await signed(good, 'PS256', await usableFor('PS256', rsa));
    expect(await customerTokens(settings({ JWT_JWKS_URL: url }))(token)).toEqual(invalid);
  });

  test('another key under the same name is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await signed(good, 'RS256', privateKey);
    expect(await customerTokens(settings({ JWT_JWKS_URL: url }))(token)).toEqual(invalid);
  });

  test('a key that the issuer does not publish is a bad token', async () => {
    const token = await signed(good, 'ES256', ec.privateKey);
    expect(await customerTokens(settings({ JWT_JWKS_URL: url }))(token)).toEqual(invalid);
  });

  test('a token that brings its own key is refused', async () => {
    const stranger = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(stranger.publicKey);
    const token = await new SignJWT(good)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', jwk, jku: 'https://evil.example/keys' })
      .sign(stranger.privateKey);
    expect(await customerTokens(settings({ JWT_JWKS_URL: url }))(token)).toEqual(invalid);
  });

  test('with a secret beside it, the secret alone counts', async () => {
    const verify = customerTokens(settings({ JWT_JWKS_URL: url, JWT_SECRET: secret }));
    expect(await verify(await signed(good))).toEqual(alice);
    expect(await verify(await signed(good, 'RS256', rsa.privateKey))).toEqual(invalid);
    expect(fetches).toBe(0);
  });

  test('with a secret beside it that is too short, nobody counts', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const verify = customerTokens(settings({ JWT_JWKS_URL: url, JWT_SECRET: 'short' }));
    expect(await verify(await signed(good, 'RS256', rsa.privateKey))).toEqual(invalid);
  });

  test.each<[string, number, string]>([
    ['is broken', 500, ''],
    ['sends another page', 200, '<html>'],
    ['sends something else', 200, '{"keys":7}'],
  ])('an issuer that %s leaves it open whether the token is good', async (_, status, body) => {
    published = { status, body };
    const token = await signed(good, 'RS256', rsa.privateKey);
    const verdict = await customerTokens(settings({ JWT_JWKS_URL: url }))(token);
    expect(verdict.kind).toBe('keysUnavailable');
  });

  test('an issuer that cannot be reached leaves it open, and is asked again the next time', async () => {
    const env = settings({ JWT_JWKS_URL: url });
    const token = await signed(good, 'RS256', rsa.privateKey);
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((closed) => server.close(() => closed()));
    expect((await customerTokens(env)(token)).kind).toBe('keysUnavailable');
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
    expect(await customerTokens(env)(token)).toEqual(alice);
  });
});

/** The same RSA key, allowed to sign with another algorithm. */
async function usableFor(alg: 'PS256', pair: { privateKey: CryptoKey }): Promise<CryptoKey> {
  expect(alg).toBe('PS256');
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  return crypto.subtle.importKey('pkcs8', pkcs8 as ArrayBuffer, { name: 'RSA-PSS', hash: 'SHA-256' }, false, [
    'sign',
  ]);
}
