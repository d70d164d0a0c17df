import { afterEach, describe, expect, test, vi } from 'vitest';
import { maxImportBytes } from '../../shared/contracts/product-line.ts';
import { fakeServices } from './fake-services.ts';
import gateway from './worker.ts';

afterEach(() => vi.restoreAllMocks());

async function send(path: string, init: RequestInit = {}) {
  const { env, seen } = fakeServices({}, () => Response.json({ here: true }, { headers: { etag: '"1"' } }));
  const response = await gateway.fetch(new Request(`https://shop.example${path}`, init), env);
  return { response, seen };
}

async function codeOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return ((await response.json()) as { code: string }).code;
}

test('an unknown path is a 404, for whoever asks', async () => {
  const { response, seen } = await send('/v1/nothing', { headers: { authorization: 'Bearer wrong' } });
  expect(response.status).toBe(404);
  expect(await codeOf(response)).toBe('route-not-found');
  expect(seen).toEqual([]);
});

test('a known path with another method is a 405 that names the methods', async () => {
  const { response, seen } = await send('/v1/products', { method: 'DELETE' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
  expect(await codeOf(response)).toBe('method-not-allowed');
  expect(seen).toEqual([]);
});

test.each([
  ['/v1/products/../carts/x', 401],
  ['/v1/products/%2e%2e/admin/notifications', 401],
  ['/v1\\products\\x\\stock', 401],
  ['/v1/products/x/', 404],
  ['//v1/products', 404],
])('%s gets the rule of the path that it comes to', async (path, status) => {
  const { response, seen } = await send(path);
  expect(response.status).toBe(status);
  expect(seen).toEqual([]);
});

describe('HEAD', () => {
  test('is answered like GET, without the body', async () => {
    const { response, seen } = await send('/v1/products/x', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.body).toBeNull();
    expect(seen[0]?.request.method).toBe('GET');
  });

  test.each(['/v1/orders/x', '/v1/nothing', '/v1/carts', '/healthz'])(
    '%s has no body either',
    async (path) => {
      const { response } = await send(path, { method: 'HEAD' });
      expect(response.body).toBeNull();
      expect(response.headers.get('request-id')).not.toBeNull();
    },
  );
});

describe('a body', () => {
  const post = (length: number) =>
    send('/v1/carts', { method: 'POST', headers: { 'content-length': String(length) }, body: '{}' });

  test('that says it has more than 64 KiB is refused at once', async () => {
    const { response, seen } = await post(65_537);
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('body-too-large');
    expect(seen).toEqual([]);
  });

  test('of 64 KiB passes', async () => {
    expect((await post(65_536)).response.status).toBe(200);
  });

  test.each([
    [maxImportBytes, 200],
    [maxImportBytes + 1, 413],
  ])('of an import may have 100 MiB: of %i bytes it is a %i', async (length, status) => {
    const headers = { 'content-length': String(length), authorization: 'Bearer open-sesame' };
    const { env } = fakeServices({ ADMIN_TOKEN: 'open-sesame' });
    const url = 'https://shop.example/v1/admin/products/import';
    const response = await gateway.fetch(new Request(url, { method: 'POST', headers, body: '{}' }), env);
    expect(response.status).toBe(status);
    if (status === 413) expect((await response.json()) as object).toMatchObject({ code: 'body-too-large' });
  });
});

describe('every answer', () => {
  test.each([
    ['/v1/products', 200],
    ['/healthz', 200],
    ['/v1/nothing', 404],
    ['/v1/carts', 405],
    ['/v1/orders/x', 401],
  ])('%s (%i) has a Request-Id of its own, and nosniff', async (path, status) => {
    const headers = { 'request-id': 'mine' };
    const [first, second] = [await send(path, { headers }), await send(path, { headers })];
    for (const { response } of [first, second]) {
      expect(response.status).toBe(status);
      expect(response.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(first.response.headers.get('request-id')).not.toBe(second.response.headers.get('request-id'));
  });
});

test('a bug of ours is a 500 that tells the log and not the client', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { env } = fakeServices();
  Object.defineProperty(env, 'ADMIN_TOKEN', {
    get() {
      throw new Error('secret internals');
    },
  });
  const request = new Request('https://shop.example/v1/products', { headers: { authorization: 'Bearer x' } });
  const response = await gateway.fetch(request, env);
  expect(response.status).toBe(500);
  const requestId = response.headers.get('request-id');
  const body = await response.text();
  expect(JSON.parse(body).code).toBe('internal-error');
  expect(body).not.toContain('secret');
  expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({
    requestId,
    error: 'Error: secret internals',
  });
});
