import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { problem, problemResponse } from '../../../shared/http/problem.ts';
import { fakeServices } from '../fake-services.ts';
import gateway from '../worker.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

const logged: Record<'log' | 'warn' | 'error', Record<string, unknown>[]> = { log: [], warn: [], error: [] };
beforeEach(() => {
  for (const level of ['log', 'warn', 'error'] as const) {
    logged[level] = [];
    // Files share a process: what another has left running may log as well.
    vi.spyOn(console, level).mockImplementation((line: unknown) => {
      if (String(line).includes('"message":"request"')) logged[level].push(JSON.parse(String(line)));
    });
  }
});
afterEach(() => vi.restoreAllMocks());

/** Sends a request to a gateway whose services answer so, and returns its data points as well. */
async function send(path: string, init: RequestInit, answer: () => Response = () => Response.json({})) {
  const points: AnalyticsEngineDataPoint[] = [];
  const REQUESTS = { writeDataPoint: (point: AnalyticsEngineDataPoint) => void points.push(point) };
  const { env } = fakeServices({ ADMIN_TOKEN: 'open-sesame', REQUESTS }, answer);
  const response = await gateway.fetch(new Request(`https://shop.example${path}`, init), env);
  return { response, points };
}

const asGuest = { 'cart-token': 'ctk_secret', traceparent };

describe('a request is one line', () => {
  test('that says who asked in general, and for what in general', async () => {
    const { response } = await send('/v1/orders/ord_1/timeline?email=hana@example.com', { headers: asGuest });
    expect(logged).toEqual({
      log: [
        {
          level: 'info',
          message: 'request',
          service: 'gateway',
          requestId: response.headers.get('request-id'),
          traceId,
          method: 'GET',
          route: '/v1/orders/:id/timeline',
          caller: 'guest',
          status: 200,
          durationMs: expect.any(Number),
        },
      ],
      warn: [],
      error: [],
    });
  });

  const conflict = problem(409, 'cart-expired', 'Cart has expired', 'This cart is closed. Start a new one.');
  const away = problem(503, 'service-unavailable', 'Service unavailable', 'Away.');
  const bug = problem(500, 'internal-error', 'Internal error', 'It is in our log.');
  test.each([
    ['log', 'info', conflict],
    ['warn', 'warn', away],
    ['error', 'error', bug],
  ] as const)('%s, that names the problem', async (method, level, body) => {
    const { response } = await send('/v1/carts/crt_1', { headers: asGuest }, () => problemResponse(body));
    expect(logged[method]).toMatchObject([{ level, status: body.status, problem: body.code }]);
    expect([...response.headers.keys()].filter((name) => name.startsWith('konbini-'))).toEqual([]);
  });

  test.each([
    ['/v1/nothing/hana@example.com', {}, { route: 'none', caller: 'unknown', problem: 'route-not-found' }],
    [
      '/v1/carts/crt_1',
      { headers: { authorization: 'Bearer x' } },
      { route: '/v1/carts/:id', caller: 'unknown' },
    ],
    ['/v1/carts/crt_1', {}, { caller: 'anonymous', status: 401, problem: 'authentication-required' }],
    ['/v1/carts', { method: 'HANA' }, { method: 'other', route: 'none', status: 405 }],
    ['/v1/products', { headers: { authorization: 'Bearer open-sesame' } }, { caller: 'admin', status: 200 }],
  ])('also for one that comes to nothing: %s %j', async (path, init, line) => {
    await send(path, init);
    expect(logged.log).toMatchObject([line]);
    expect(JSON.stringify(logged)).not.toMatch(/hana/i);
  });

  test('of the trace that the services are told, when the client brings none', async () => {
    const { env, seen } = fakeServices();
    await gateway.fetch(new Request('https://shop.example/v1/products'), env);
    const [line] = logged.log;
    expect(line?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(seen[0]?.request.headers.get('traceparent')).toContain(line?.traceId);
  });
});

test('a request is one data point, in the columns that the documentation names', async () => {
  const answer = () => problemResponse(problem(409, 'cart-expired', 'Cart has expired', 'It is closed.'));
  const { points } = await send('/v1/carts/crt_1', { headers: asGuest }, answer);
  expect(points).toEqual([
    {
      indexes: ['GET /v1/carts/:id'],
      blobs: ['GET', '/v1/carts/:id', 'guest', 'cart-expired'],
      doubles: [409, expect.any(Number)],
    },
  ]);
});
