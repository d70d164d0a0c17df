import { describe, expect, test } from 'vitest';
import { fakeServices } from './fake-services.ts';
import gateway from './worker.ts';

const page = 'https://storefront.example';

function ask(origins: string | undefined, init: RequestInit, path = '/v1/carts') {
  const { env, seen } = fakeServices(origins === undefined ? {} : { CORS_ORIGINS: origins });
  return { seen, response: gateway.fetch(new Request(`https://shop.example${path}`, init), env) };
}

function preflight(origins: string | undefined, path?: string) {
  const headers = { origin: page, 'access-control-request-method': 'POST' };
  return ask(origins, { method: 'OPTIONS', headers }, path);
}

describe('a preflight', () => {
  test('says what the path takes, and asks no service', async () => {
    const { response, seen } = preflight('*');
    const { status, headers } = await response;
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    expect(headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect(seen).toEqual([]);
  });

  test('of a path that does not exist is a 404', async () => {
    expect((await preflight('*', '/v1/nothing').response).status).toBe(404);
  });

  test('without what a browser sends with it is a method that is not allowed', async () => {
    expect((await ask('*', { method: 'OPTIONS' }).response).status).toBe(405);
  });
});

describe('an answer', () => {
  test.each([
    ['*', '*', null],
    [page, page, 'Origin'],
    [`https://other.example ${page}`, page, 'Origin'],
    ['https://other.example', null, 'Origin'],
    [`${page}.evil.example`, null, 'Origin'],
    ['', null, null],
    [undefined, null, null],
  ])('where CORS_ORIGINS is %j may be read by %j', async (origins, allowed, vary) => {
    const { headers } = await ask(origins, { method: 'POST', headers: { origin: page } }).response;
    expect(headers.get('access-control-allow-origin')).toBe(allowed);
    expect(headers.get('vary')).toBe(vary);
    expect(headers.get('access-control-expose-headers')?.includes('ETag') ?? false).toBe(allowed !== null);
  });

  test('that is a problem may be read too: a page shows what is wrong', async () => {
    const { headers, status } = await ask('*', { headers: { origin: page } }, '/v1/orders/x').response;
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, '*']);
  });

  test('never lends a page what a browser keeps for its user', async () => {
    const { headers } = await ask('*', { method: 'POST', headers: { origin: page } }).response;
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});
