import { afterEach, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { type Reply, refuse, type Server, serverOf } from './test-support/server.ts';

let server: Server;
afterEach(() => server.close());

async function refused(reply: Reply): Promise<unknown> {
  server = await serverOf(reply);
  const shop = createClient({ url: server.url, retry: { maxTries: 1 } });
  return shop.openCart().catch((error: unknown) => error);
}

test('a problem has its code, its facts, and how the log calls the request', async () => {
  const body = {
    type: 'urn:konbini:problem:cart-converted',
    title: 'Cart is converted',
    status: 409,
    detail: 'This cart has become an order.',
    code: 'cart-converted',
    orderId: 'ord_1',
  };
  const problem = await refused((response) => {
    response.writeHead(409, { 'content-type': 'application/problem+json', 'request-id': 'req-7' });
    response.end(JSON.stringify(body));
  });
  expect(problem).toBeInstanceOf(Error);
  expect(problem).toMatchObject({
    name: 'KonbiniProblem',
    message: '409 cart-converted: This cart has become an order.',
    code: 'cart-converted',
    status: 409,
    detail: 'This cart has become an order.',
    facts: { orderId: 'ord_1' },
    requestId: 'req-7',
  });
});

test('a refusal for now says when to come again', async () => {
  const busy = await refused((response) => {
    response.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '7' });
    response.end(JSON.stringify({ code: 'rate-limited' }));
  });
  expect(busy).toMatchObject({ code: 'rate-limited', retryAfterMs: 7_000 });
  expect(await refused(refuse(409, 'cart-empty'))).toMatchObject({ retryAfterMs: undefined });
});

test('a code of a newer shop is unknown, and stands in the message', async () => {
  expect(await refused(refuse(409, 'sold-elsewhere'))).toMatchObject({
    code: 'unknown',
    status: 409,
    message: '409 sold-elsewhere: sold-elsewhere',
  });
  expect(await refused(refuse(409, 'toString'))).toMatchObject({ code: 'unknown' });
});

test('what a proxy says is a problem, too', async () => {
  const page: Reply = (response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  };
  expect(await refused(page)).toMatchObject({
    code: 'unknown',
    status: 502,
    detail: '<h1>Bad gateway</h1>',
    facts: {},
  });
  const nothing: Reply = (response) => response.writeHead(504).end();
  expect(await refused(nothing)).toMatchObject({ code: 'unknown', status: 504, detail: 'no details' });
});
