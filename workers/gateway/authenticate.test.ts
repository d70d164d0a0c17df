import { SignJWT } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256Hex } from '../../shared/digest.ts';
import { authenticate } from './authenticate.ts';
import type { Env } from './env.ts';
import { fakeServices } from './fake-services.ts';
import gateway from './worker.ts';

const adminToken = 'administrator-of-the-tests!';
const adminDigest = await sha256Hex(adminToken);
const secret = 'a secret of the tests, 32 bytes at least';
const jwtSettings = { JWT_SECRET: secret, JWT_ISSUER: 'https://id.example', JWT_AUDIENCE: 'shop' };

function customerToken(claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('alice')
    .setIssuer(jwtSettings.JWT_ISSUER)
    .setAudience(jwtSettings.JWT_AUDIENCE)
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
}

/** The caller, or the status and code of what was refused. */
async function callerOf(headers: Record<string, string>, settings: Partial<Env> = {}) {
  const { env } = fakeServices(settings);
  const result = await authenticate(new Request('https://shop.example/', { headers }), env, 'request-1');
  return result.ok ? result.value.caller : `${result.rejection.status} ${result.rejection.code}`;
}

const refused = '401 invalid-token';

afterEach(() => vi.restoreAllMocks());

describe('an administrator', () => {
  const settings = { ADMIN_TOKEN: adminToken, ...jwtSettings };

  test.each(['Bearer', 'bearer', 'BEARER'])('is who has the ADMIN_TOKEN (%s)', async (scheme) => {
    expect(await callerOf({ authorization: `${scheme} ${adminToken}` }, settings)).toEqual({ kind: 'admin' });
  });

  test.each([
    ['one character less', adminToken.slice(1)],
    ['all of it but the end', adminToken.slice(0, -1)],
    ['one character more', `${adminToken}x`],
    ['other letters', adminToken.toUpperCase()],
    ['its digest', adminDigest],
  ])('is not who has %s', async (_, token) => {
    expect(await callerOf({ authorization: `Bearer ${token}` }, settings)).toBe(refused);
  });

  test.each<[string, Partial<Env>]>([
    ['absent', {}],
    ['empty', { ADMIN_TOKEN: '' }],
    ['undefined', { ADMIN_TOKEN: undefined } as unknown as Partial<Env>],
    ['a blank', { ADMIN_TOKEN: ' ' }],
  ])('does not exist while ADMIN_TOKEN is %s', async (_, own) => {
    for (const token of ['', ' ', 'undefined', 'null', '""', await sha256Hex('')]) {
      expect(await callerOf({ authorization: `Bearer ${token}` }, own)).toBe(refused);
    }
  });
});

describe('a customer', () => {
  test('is the subject of a valid token', async () => {
    expect(await callerOf({ authorization: `Bearer ${await customerToken()}` }, jwtSettings)).toEqual({
      kind: 'customer',
      customerId: 'alice',
    });
  });

  test('is not made by claims that look like ours', async () => {
    const token = await customerToken({ kind: 'admin', customerId: 'bob', role: 'admin' });
    expect(await callerOf({ authorization: `Bearer ${token}` }, jwtSettings)).toEqual({
      kind: 'customer',
      customerId: 'alice',
    });
  });

  test('a token over 8 KiB is refused, however good', async () => {
    const large = await customerToken({ padding: 'x'.repeat(8_192) });
    expect(await callerOf({ authorization: `Bearer ${large}` }, jwtSettings)).toBe(refused);
    const bearable = await customerToken({ padding: 'x'.repeat(5_000) });
    expect(await callerOf({ authorization: `Bearer ${bearable}` }, jwtSettings)).toMatchObject({
      kind: 'customer',
    });
  });

  test('is told to come back when the issuer does not answer: nobody knows yet who he is', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { JWT_SECRET: _, ...settings } = jwtSettings;
    // Port 9 discards; nothing listens there.
    const unreachable = { ...settings, JWT_JWKS_URL: 'http://127.0.0.1:9/keys' };
    const token = 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.e30.AAAA';
    expect(await callerOf({ authorization: `Bearer ${token}` }, unreachable)).toBe('503 service-unavailable');
    expect(log).toHaveBeenCalledOnce();
    expect(log.mock.calls[0]?.[0]).not.toContain(token);
  });
});

describe('credentials that are there and wrong', () => {
  const good = { ADMIN_TOKEN: adminToken, ...jwtSettings };

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    adminToken,
    `Bearer${adminToken}`,
    `Bearer ${adminToken} ${adminToken}`,
    `Bearer ${adminToken}, Bearer ${adminToken}`,
    `Token ${adminToken}`,
    'Bearer wrong',
  ])('Authorization: "%s" is refused, and does not become a guest', async (authorization) => {
    expect(await callerOf({ authorization, 'cart-token': 'a-good-one' }, good)).toBe(refused);
    expect(await callerOf({ authorization }, good)).toBe(refused);
  });

  test.each(['', ' ', 'x'.repeat(256), 'caf\u00e9', 'a\tb'])('Cart-Token: "%s" is refused', async (token) => {
    expect(await callerOf({ 'cart-token': token })).toBe(refused);
  });

  test('are a 401 that names the fault, even where anyone may call', async () => {
    const { env, seen } = fakeServices(good);
    const request = new Request('https://shop.example/v1/products', {
      headers: { authorization: 'Bearer x' },
    });
    const response = await gateway.fetch(request, env);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(seen).toEqual([]);
  });
});

describe('a guest', () => {
  test('is known by the digest of the token alone', async () => {
    expect(await callerOf({ 'cart-token': 'ctk_1' })).toEqual({
      kind: 'guest',
      tokenHash: await sha256Hex('ctk_1'),
    });
  });

  test('may have a token of 1 to 255 characters', async () => {
    for (const token of ['x', 'x'.repeat(255)]) {
      expect(await callerOf({ 'cart-token': token })).toMatchObject({ kind: 'guest' });
    }
  });

  test('is not an administrator by knowing the ADMIN_TOKEN as a Cart-Token', async () => {
    expect(await callerOf({ 'cart-token': adminToken }, { ADMIN_TOKEN: adminToken })).toMatchObject({
      kind: 'guest',
    });
  });
});

describe('nobody in particular', () => {
  test('is an address, as Cloudflare saw it', async () => {
    expect(await callerOf({ 'cf-connecting-ip': '192.0.2.7', 'x-forwarded-for': '198.51.100.1' })).toEqual({
      kind: 'anonymous',
      address: '192.0.2.7',
    });
  });

  test('is local where there is no Cloudflare', async () => {
    expect(await callerOf({})).toEqual({ kind: 'anonymous', address: 'local' });
  });
});
