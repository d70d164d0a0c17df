import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, cartOf, times, together } from './client.ts';
import { flawOf, sendRaw } from './raw.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';
import { doneStatuses, type Stage, stageFor, type Write, writes } from './writes.ts';

let shop: Shop;
let stage: Stage;
beforeAll(async () => {
  shop = await sharedShop();
  stage = await stageFor(shop);
});
afterAll(() => closeShop(shop));

const maxBodyBytes = 65_536;
const utf8 = new TextEncoder();

interface Bad {
  label: string;
  body: string | Uint8Array | null;
  headers?: Record<string, string>;
  expected: `${number} ${string}`;
}

/** The right body, blown up with spaces, which JSON allows. */
function padded(write: Write, bytes: number): Uint8Array {
  const body = utf8.encode(JSON.stringify(write.body(stage)));
  const all = new Uint8Array(bytes).fill(0x20);
  all.set(body);
  return all;
}

function nested(depth: number, [open, close]: [string, string], core: string): string {
  return open.repeat(depth) + core + close.repeat(depth);
}

function badBodies(write: Write): Bad[] {
  const right = JSON.stringify(write.body(stage));
  const malformed = '400 malformed-json';
  const invalid = '400 validation-failed';
  const wrongType = '415 unsupported-media-type';
  const as = (type: string): Bad => ({
    label: `as ${type || 'nothing'}`,
    body: utf8.encode(right),
    headers: { 'content-type': type },
    expected: wrongType,
  });
  return [
    { label: 'no JSON', body: 'nonsense', expected: malformed },
    { label: 'cut off', body: right.slice(0, -1), expected: malformed },
    { label: 'two of them', body: right + right, expected: malformed },
    { label: 'trailing comma', body: `${right.slice(0, -1)},}`, expected: malformed },
    { label: 'single quotes', body: right.replaceAll('"', "'"), expected: malformed },
    { label: 'a comment', body: `${right} // right`, expected: malformed },
    { label: 'NaN', body: '{"quantity":NaN}', expected: malformed },
    { label: 'a raw line feed in a text', body: '{"name":"a\nb"}', expected: malformed },
    { label: 'spaces only', body: '   ', expected: malformed },
    { label: 'an array', body: `[${right}]`, expected: invalid },
    { label: 'an empty array', body: '[]', expected: invalid },
    { label: 'a string', body: JSON.stringify(right), expected: invalid },
    { label: 'a number', body: '1', expected: invalid },
    { label: 'true', body: 'true', expected: invalid },
    { label: 'null', body: 'null', expected: invalid },
    { label: 'nested 20,000 deep', body: nested(20_000, ['[', ']'], ''), expected: invalid },
    { label: 'nested 9,000 deep', body: nested(9_000, ['{"a":', '}'], '1'), expected: invalid },
    { label: 'nested in a field', body: nested(40, ['{"price":', '}'], right), expected: invalid },
    {
      label: 'no UTF-8',
      body: Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
      expected: '400 malformed-body',
    },
    {
      label: 'cut off within a character',
      body: Uint8Array.from([0x22, 0xe2, 0x82]),
      expected: '400 malformed-body',
    },
    {
      label: 'an overlong slash',
      body: Uint8Array.from([0x22, 0xc0, 0xaf, 0x22]),
      expected: '400 malformed-body',
    },
    { label: 'UTF-16', body: new Uint8Array(Buffer.from(right, 'utf16le')), expected: malformed },
    { label: 'one byte too many', body: padded(write, maxBodyBytes + 1), expected: '413 body-too-large' },
    { label: '1 MiB', body: padded(write, 2 ** 20), expected: '413 body-too-large' },
    as('text/plain'),
    as('text/plain; charset=application/json'),
    as('application/x-www-form-urlencoded'),
    as('multipart/form-data; boundary=x'),
    as('application/jsonx'),
    as('application/xml'),
    as(''),
    {
      label: 'packed',
      body: gzipSync(right),
      headers: { 'content-encoding': 'gzip' },
      expected: '400 malformed-body',
    },
  ];
}

async function refusal(write: Write, { label, body, headers, expected }: Bad): Promise<string> {
  const answer = await sendRaw(shop, write, stage, body, headers);
  const flaw = flawOf(answer);
  const got = `${answer.status} ${answer.body.code}`;
  if (flaw) return `${label}: ${flaw}`;
  return got === expected ? '' : `${label}: ${got}, not ${expected}`;
}

function chunked(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

describe.each(writes)('$name', (write) => {
  test('a body that is none is refused, and changes nothing', async () => {
    const before = await write.look(shop, stage);
    const flaws = await together(badBodies(write), (bad) => refusal(write, bad), 8);
    expect(flaws.filter((flaw) => flaw !== '')).toEqual([]);
    expect(await write.look(shop, stage)).toEqual(before);
  });

  test('an empty body is as good as {}', async () => {
    const before = await write.look(shop, stage);
    for (const body of ['', null, '{}']) {
      const answer = await sendRaw(shop, write, stage, body);
      if (Object.keys(write.fields).every((field) => write.optional.includes(field)))
        expect(answer.status).toBe(201);
      else {
        expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
        expect(flawOf(answer)).toBeUndefined();
      }
    }
    expect(await write.look(shop, stage)).toEqual(before);
  });

  test('a stream without a length that is too long is refused, however it is cut', async () => {
    const before = await write.look(shop, stage);
    for (const [bytes, size] of [
      [maxBodyBytes + 1, 16_384],
      [maxBodyBytes + 1, maxBodyBytes],
      [1_000_000, 16_384],
    ] as const) {
      const answer = await sendRaw(shop, write, stage, chunked(padded(write, bytes), size));
      expect(answer).toMatchObject({
        status: 413,
        type: 'application/problem+json',
        body: { code: 'body-too-large' },
      });
    }
    expect(await write.look(shop, stage)).toEqual(before);
  });

  test('and exactly 64 KiB, in small pieces, with a charset, is fine', async () => {
    const type = { 'content-type': 'Application/JSON; charset=UTF-8' };
    const answer = await sendRaw(shop, write, stage, chunked(padded(write, maxBodyBytes), 5_000), type);
    expect(doneStatuses).toContain(answer.status);
  });
});

describe('a stream that the route does not read', () => {
  test('does not cost the client its answer', async () => {
    const { product, guest } = stage;
    const routes: [string, string, Record<string, string>, number, string | undefined][] = [
      ['POST', '/v1/carts/none/items', guest.as, 404, 'cart-not-found'],
      ['POST', '/v1/orders/none/cancel', guest.as, 404, 'order-not-found'],
      ['DELETE', `/v1/carts/${guest.cartId}/items/none`, guest.as, 200, undefined],
      ['PUT', `/v1/products/${product}`, guest.as, 403, 'forbidden'],
    ];
    for (const [method, path, as, status, code] of routes) {
      const answers = await together(
        times(8),
        async () => {
          const body = chunked(new Uint8Array(300_000), 4_000);
          const init: RequestInit & { duplex: 'half' } = { method, headers: as, body, duplex: 'half' };
          const response = await shop.fetch(path, init);
          const said = (await response.json()) as { code?: string };
          return [response.status, said.code];
        },
        4,
      );
      expect([path, ...answers]).toEqual([path, ...answers.map(() => [status, code])]);
    }
  });
});

/** Writes these bytes to the shop and reads until it hangs up, or hangs up itself. */
function speak(lines: string[], body: string, { hangUp = false } = {}): Promise<string> {
  const { hostname, port } = new URL(shop.url);
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
      if (hangUp) setTimeout(() => socket.destroy(), 100);
    });
    socket.setEncoding('utf8');
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (text: string) => {
      said += text;
    });
    socket.on('close', () => resolve(said));
    // The shop may hang up on nonsense before it has read all of it.
    socket.on('error', () => resolve(said));
  });
}

describe('a body that breaks off', () => {
  const add = ({ cartId, as }: Stage['guest'], ...more: string[]) => [
    `POST /v1/carts/${cartId}/items HTTP/1.1`,
    'Host: shop',
    'Connection: close',
    'Content-Type: application/json',
    `Cart-Token: ${as['cart-token']}`,
    ...more,
  ];

  test('adds nothing, even when what has come is whole', async () => {
    const before = await cartOf(shop, stage.guest);
    const whole = JSON.stringify({ productId: stage.product, quantity: 1 });
    await speak(add(stage.guest, `Content-Length: ${whole.length + 10}`), whole, { hangUp: true });
    await speak(
      add(stage.guest, 'Transfer-Encoding: chunked'),
      `${whole.length.toString(16)}\r\n${whole}\r\n`,
      {
        hangUp: true,
      },
    );
    expect((await call(shop, 'GET', '/healthz')).status).toBe(200);
    expect(await cartOf(shop, stage.guest)).toEqual(before);
  });

  test('with a length that is none is refused', async () => {
    const before = await cartOf(shop, stage.guest);
    const whole = JSON.stringify({ productId: stage.product, quantity: 1 });
    for (const length of ['-1', '1e3', 'abc', '0x10']) {
      const said = await speak(add(stage.guest, `Content-Length: ${length}`), whole);
      expect(`${length} ${said.split('\r\n')[0]}`).toMatch(/ HTTP\/1.1 4\d\d /);
    }
    expect(await cartOf(shop, stage.guest)).toEqual(before);
  });
});
