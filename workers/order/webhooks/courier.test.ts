import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { type Attempt, type CourierSettings, httpCourier } from './courier.ts';
import { randomSecret } from './signature.ts';

interface Heard {
  path: string;
  headers: Record<string, string>;
  body: string;
}

type Answering = (response: ServerResponse, request: IncomingMessage) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A real receiver on this machine. */
async function receiver(answer: Answering): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, body });
    answer(response, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

const secret = randomSecret();
const message = {
  id: 'order/ord_1/7',
  type: 'order.confirmed',
  payload: '{"type":"order.confirmed"}',
} as const;

function send(url: string, settings: Partial<CourierSettings> = {}) {
  const resolve = async () => [];
  const attempt: Attempt = { url, message, secrets: [secret], at: Date.now() };
  return httpCourier({ allowPrivate: true, resolve, timeoutMs: 5_000, ...settings })(attempt);
}

describe('an attempt', () => {
  test('is a signed POST of the message, as it was written down', async () => {
    const { url, heard } = await receiver((response) => response.writeHead(204).end());
    expect(await send(`${url}/orders?shop=1`)).toEqual({ status: 204, detail: '', retryAfterMs: undefined });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      path: '/orders?shop=1',
      headers: { 'content-type': 'application/json', 'webhook-id': message.id },
      body: message.payload,
    });
    expect(new Webhook(secret).verify(heard[0]?.body ?? '', heard[0]?.headers ?? {})).toEqual({
      type: 'order.confirmed',
    });
  });

  test.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    const other = await receiver((response) => response.end());
    const { url } = await receiver((response) => response.writeHead(status, { location: other.url }).end());
    expect((await send(url)).status).toBe(status);
    expect(other.heard).toEqual([]);
  });

  test('keeps the beginning of an answer, however long it is', async () => {
    const { url } = await receiver((response) => {
      response.writeHead(500);
      const more = () => {
        while (response.write('no! '.repeat(1_000)));
        response.once('drain', more);
      };
      more();
    });
    const reply = await send(url);
    expect(reply).toMatchObject({ status: 500, detail: 'no! '.repeat(125) });
  });

  test('notes when the receiver wants to be asked again', async () => {
    const { url } = await receiver((response) => response.writeHead(503, { 'retry-after': '120' }).end());
    expect(await send(url)).toMatchObject({ status: 503, retryAfterMs: 120_000 });
  });

  test('counts by the status, also where the answer breaks off', async () => {
    const { url } = await receiver((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect((await send(url)).status).toBe(200);
  });

  test('waits so long and no longer', async () => {
    const { url } = await receiver(() => {});
    expect(await send(url, { timeoutMs: 50 })).toMatchObject({
      status: null,
      detail: 'no answer within 50 ms',
    });
  });

  test('finds nobody there', async () => {
    const { url } = await receiver(() => {});
    for (const close of closing.splice(0)) close();
    const reply = await send(url);
    expect(reply.status).toBeNull();
    expect(reply.detail).not.toBe('');
  });
});

describe('a private address is not sent to', () => {
  const strict = { allowPrivate: false };

  test('where the URL says so', async () => {
    const { url, heard } = await receiver((response) => response.end());
    expect(await send(url, strict)).toMatchObject({ status: null, detail: expect.stringContaining('https') });
    expect(await send(url.replace('http:', 'https:'), strict)).toMatchObject({
      status: null,
      detail: expect.stringContaining('must lead to a public address'),
    });
    expect(heard).toEqual([]);
  });

  test.each([
    ['a private address', ['10.0.0.1']],
    ['a public and a private one', ['8.8.8.8', '::1']],
    ['the metadata service', ['169.254.169.254']],
  ])('where the name leads to %s by now', async (_, addresses) => {
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return addresses;
    };
    const reply = await send('https://hooks.example.com/orders', { ...strict, resolve });
    expect(reply).toMatchObject({ status: null, detail: expect.stringContaining('private address') });
    expect(asked).toEqual(['hooks.example.com']);
  });

  test('where nobody knows where the name leads', async () => {
    const resolve = async () => {
      throw new Error('the resolver answers 500');
    };
    const url = 'https://hooks.example.com/orders';
    expect(await send(url, { ...strict, resolve })).toMatchObject({
      detail: expect.stringContaining('the resolver answers 500'),
    });
    expect(await send(url, { ...strict, resolve: async () => [] })).toMatchObject({
      detail: expect.stringContaining('no address'),
    });
  });
});
