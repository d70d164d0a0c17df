import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, newProduct } from './client.ts';
import { closeShop, credentials, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
let product: string;
beforeAll(async () => {
  shop = await sharedShop();
  product = await newProduct(shop, 0);
});
afterAll(() => closeShop(shop));

describe('a customer’s token that is not good', () => {
  const secret = new TextEncoder().encode(credentials.JWT_SECRET);
  const token = (alg = 'HS256') =>
    new SignJWT({})
      .setProtectedHeader({ alg })
      .setSubject('owner')
      .setIssuer(credentials.JWT_ISSUER)
      .setAudience(credentials.JWT_AUDIENCE)
      .setExpirationTime('1h');
  const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = () => token().sign(secret);

  const bad: [string, () => string | Promise<string>][] = [
    ['no JWT at all', () => 'not-a-token'],
    ['two of its parts', async () => (await good()).split('.').slice(0, 2).join('.')],
    [
      'another subject, same signature',
      async () => {
        const [head, , signature] = (await good()).split('.');
        const claims = { sub: 'admin', iss: credentials.JWT_ISSUER, aud: credentials.JWT_AUDIENCE, exp: 4e9 };
        return [head, base64url(claims), signature].join('.');
      },
    ],
    [
      'alg none',
      async () => {
        const [, claims] = (await good()).split('.');
        return `${base64url({ alg: 'none' })}.${claims}.`;
      },
    ],
    ['a hash that was not agreed on', () => token('HS512').sign(secret)],
    ['another secret', () => token().sign(new TextEncoder().encode('x'.repeat(40)))],
    ['another issuer', () => token().setIssuer('someone').sign(secret)],
    ['another audience', () => token().setAudience('someone').sign(secret)],
    ['an hour too old', () => token().setExpirationTime('-1h').sign(secret)],
    ['not valid yet', () => token().setNotBefore('1h').sign(secret)],
    ['no subject', () => token().setSubject('').sign(secret)],
    [
      'no end',
      () =>
        new SignJWT({ sub: 'owner', iss: credentials.JWT_ISSUER, aud: credentials.JWT_AUDIENCE })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(secret),
    ],
    ['10,000 characters', () => 'a'.repeat(10_000)],
  ];

  test.each(bad)('%s: 401, even where nobody need be anybody', async (_, forge) => {
    const headers = { authorization: `Bearer ${await forge()}` };
    for (const path of ['/v1/orders', `/v1/products/${product}`]) {
      const refused = await call(shop, 'GET', path, { headers });
      expect(refused.body).toMatchObject({ status: 401, code: 'invalid-token' });
      expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
  });

  test('and the good one is', async () => {
    const headers = { authorization: `Bearer ${await good()}` };
    expect((await call(shop, 'GET', '/v1/orders', { headers })).status).toBe(200);
  });

  test('nor is another scheme, or nearly the administrator’s', async () => {
    const wrong = [
      'Basic YTpi',
      'Bearer',
      'Bearer local-admi',
      'Bearer local-admin2',
      'bearer  ',
      'local-admin',
    ];
    for (const authorization of wrong) {
      expect((await call(shop, 'GET', '/v1/orders', { headers: { authorization } })).status).toBe(401);
    }
  });
});
