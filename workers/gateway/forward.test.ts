import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256Hex } from '../../shared/digest.ts';
import { encodeCaller } from '../../shared/http/internal-headers.ts';
import { type Answering, fakeServices, type Seen } from './fake-services.ts';
import gateway from './worker.ts';

afterEach(() => vi.restoreAllMocks());

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sends a request through the gateway; gives what the service saw of it, too. */
async function send(path: string, init: RequestInit = {}, answering?: Answering) {
  const { env, seen } = fakeServices({ ADMIN_TOKEN: 'administrator' }, answering);
  const response = await gateway.fetch(new Request(`https://shop.example${path}`, init), env);
  return { response, seen: seen[0] as Seen };
}

describe('on the way in', () => {
  test('method, path, query and body arrive as they were sent', async () => {
    const { seen } = await send('/v1/carts?a=1&a=%20b', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k', 'if-match': '"3"' },
      body: '{"currency":"EUR"}',
    });
    expect(seen.request.method).toBe('POST');
    expect(seen.request.url).toBe('https://shop.example/v1/carts?a=1&a=%20b');
    expect(seen.request.headers.get('idempotency-key')).toBe('k');
    expect(seen.request.headers.get('if-match')).toBe('"3"');
    expect(seen.request.headers.get('content-type')).toBe('application/json');
    expect(await seen.request.text()).toBe('{"currency":"EUR"}');
  });

  test('a caller that was made up outside is not believed', async () => {
    const { seen } = await send('/v1/products', {
      headers: { 'konbini-caller': encodeCaller({ kind: 'admin' }) },
    });
    expect(seen.caller).toEqual({ kind: 'anonymous', address: 'local' });
  });

  test('the names that are ours to use are dropped, however they are written', async () => {
    const { seen, response } = await send('/v1/products', {
      headers: {
        'Konbini-Caller': 'x',
        'KONBINI-ANYTHING': 'x',
        'Request-Id': 'mine',
        'CF-Connecting-IP': '192.0.2.7',
        'cf-worker': 'x',
        'x-cf-harmless': 'stays',
      },
    });
    const names = [...seen.request.headers.keys()];
    expect(names.filter((name) => name.startsWith('cf-'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('konbini-'))).toEqual(['konbini-caller']);
    expect(names).toContain('x-cf-harmless');
    expect(seen.caller).toEqual({ kind: 'anonymous', address: '192.0.2.7' });
    expect(seen.request.headers.get('request-id')).toMatch(uuid);
    expect(response.headers.get('request-id')).toBe(seen.request.headers.get('request-id'));
  });

  test('a WebSocket is asked for by GET, and by nothing else', async () => {
    const upgraded = async (method: string) => {
      const { seen } = await send('/v1/carts/x/live', {
        method,
        headers: { upgrade: 'websocket', 'cart-token': 'ctk_1' },
      });
      return seen.request.headers.get('upgrade');
    };
    expect([await upgraded('GET'), await upgraded('HEAD')]).toEqual(['websocket', null]);
  });

  test('a token among the subprotocols stays behind', async () => {
    const { seen } = await send('/v1/carts/x/live', {
      headers: { 'sec-websocket-protocol': 'konbini, cart-token.ctk_1' },
    });
    expect(seen.request.headers.get('sec-websocket-protocol')).toBe('konbini');
    expect(seen.caller.kind).toBe('guest');
  });

  test('the proof of who is calling stays behind', async () => {
    const guest = await send('/v1/carts/x', { headers: { 'cart-token': 'secret', cookie: 'a=b' } });
    expect(guest.seen.caller).toEqual({ kind: 'guest', tokenHash: await sha256Hex('secret') });
    const admin = await send('/v1/carts/x', { headers: { authorization: 'Bearer administrator' } });
    expect(admin.seen.caller).toEqual({ kind: 'admin' });
    for (const { seen } of [guest, admin]) {
      const everything = JSON.stringify([...seen.request.headers]);
      expect(everything).not.toMatch(/cart-token|authorization|cookie|"secret"|Bearer/);
    }
  });

  test('a trace is passed on; a faulty one is replaced, with its tracestate', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const good = await send('/v1/products', { headers: { traceparent, tracestate: 'a=1' } });
    expect(good.seen.request.headers.get('traceparent')).toBe(traceparent);
    expect(good.seen.request.headers.get('tracestate')).toBe('a=1');
    const faulty = await send('/v1/products', { headers: { traceparent: 'no', tracestate: 'a=1' } });
    expect(faulty.seen.request.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(faulty.seen.request.headers.get('tracestate')).toBeNull();
  });

  test('all that is asked for one answer belongs to one trace, the one in the log', async () => {
    const { env, seen } = fakeServices({ ADMIN_TOKEN: 'administrator' });
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const headers = { authorization: 'Bearer administrator' };
    await gateway.fetch(new Request('https://shop.example/metrics', { headers }), env);
    const traces = seen.map(({ request }) => request.headers.get('traceparent')?.slice(3, 35));
    expect(traces.length).toBeGreaterThan(1);
    expect(new Set(traces)).toEqual(new Set([JSON.parse(String(log.mock.calls[0]?.[0])).traceId]));
  });
});

describe('on the way out', () => {
  test('status, headers and body arrive as they were answered', async () => {
    const { response } = await send('/v1/products', {}, () =>
      Response.json({ a: 1 }, { status: 203, headers: { etag: '"4"', 'request-id': 'not this one' } }),
    );
    expect(response.status).toBe(203);
    expect(response.headers.get('etag')).toBe('"4"');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('request-id')).toMatch(uuid);
    expect(await response.json()).toEqual({ a: 1 });
  });

  test.each([204, 304])('a %i has no body', async (status) => {
    const { response } = await send('/v1/products', {}, () => new Response(null, { status }));
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
  });

  test('a redirect is for the client to follow', async () => {
    const { seen } = await send('/v1/products');
    expect(seen.request.redirect).toBe('manual');
  });
});

describe('a service that throws', () => {
  const boom: Answering = () => {
    throw new TypeError('secret internals');
  };

  test('becomes a 503 that says when to come back and nothing else', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { response } = await send('/v1/products', {}, boom);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('request-id')).toMatch(uuid);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ code: 'service-unavailable', service: 'product' });
    expect(body).not.toContain('secret internals');
  });

  test('is logged in one line, by the route, without the id in the path or any header', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { response } = await send('/v1/carts/crt_private', { headers: { 'cart-token': 'private' } }, boom);
    expect(log).toHaveBeenCalledOnce();
    const line = String(log.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      route: 'GET /v1/carts/:id',
      requestId: response.headers.get('request-id'),
      error: 'TypeError: secret internals',
    });
    expect(line).not.toContain('private');
    expect(line).not.toContain('\n');
  });

  test('may have acted: a write is not told that nothing happened', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { response } = await send('/v1/orders', { method: 'POST', headers: { 'cart-token': 't' } }, boom);
    expect(response.status).toBe(503);
    const { detail } = (await response.json()) as { detail: string };
    expect(detail).not.toMatch(/nothing is (held|charged)/i);
    expect(detail).toContain('Idempotency-Key');
  });
});
