import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportResult } from '../../shared/contracts/product-line.ts';
import { asAdmin, call, checkOut, eventually, newCart, type Said, stockOf, tally, times } from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const path = '/v1/admin/products/import';
const ndjson = { ...asAdmin, 'content-type': 'application/x-ndjson' };
const run = Date.now().toString(36);

function lineOf(id: string, change: object = {}): string {
  return JSON.stringify({
    id,
    name: `The ${id}`,
    price: { amount: 180, currency: 'EUR' },
    stock: 5,
    ...change,
  });
}

async function take(body: BodyInit): Promise<ImportResult[]> {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: ndjson, body, duplex: 'half' };
  const response = await shop.fetch(path, init);
  expect(response.status).toBe(200);
  return linesIn(await response.text()) as ImportResult[];
}

function linesIn(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as unknown);
}

const statuses = (results: ImportResult[]) => tally(results.map(({ status }) => status));

/** A file that lies beside the repository for whoever has it; the project ships a smaller one. */
const realFile = join(import.meta.dirname, '../../../shared/data/products.ndjson');
const demoFile = join(import.meta.dirname, '../../demo/products.ndjson');

async function comesToTheSame(file: string): Promise<void> {
  // Other tests may have sold what is in it: under other ids it is new to the shop.
  const text = readFileSync(file, 'utf8').replaceAll('{"id":"', `{"id":"${run}-`);
  const count = text.trim().split('\n').length;
  expect(statuses(await take(text))).toEqual({ created: count });
  expect(statuses(await take(text))).toEqual({ unchanged: count });
}

describe('importing', () => {
  test('the demo catalog twice comes to the same', () => comesToTheSame(demoFile));

  test.skipIf(!existsSync(realFile))('194 real products twice come to the same (needs ../shared/data)', () =>
    comesToTheSame(realFile),
  );

  test('fails broken lines with their numbers, and takes the rest', async () => {
    const [tea, cup] = [`tea-${run}`, `cup-${run}`];
    const file = [
      lineOf(tea),
      '{"id":',
      '',
      lineOf(cup, { colour: 'red' }),
      lineOf(tea, { stock: 7 }),
      lineOf(cup),
    ];
    expect(
      (await take(file.join('\r\n'))).map(({ line, status, problem }) => [line, problem?.code ?? status]),
    ).toEqual([
      [1, 'created'],
      [2, 'malformed-json'],
      [4, 'validation-failed'],
      [5, 'updated'],
      [6, 'created'],
    ]);
    expect((await stockOf(shop, tea)).onHand).toBe(7);
  });

  test('leaves what is held alone', async () => {
    const id = `held-${run}`;
    await take(lineOf(id));
    await checkOut(shop, await newCart(shop, { [id]: 3 }), 'tok_authenticate');
    const [refused] = await take(lineOf(id, { name: 'Other', stock: 2 }));
    expect(refused).toMatchObject({
      line: 1,
      id,
      status: 'failed',
      problem: { code: 'stock-held', held: 3 },
    });
    expect((await call(shop, 'GET', `/v1/products/${id}`)).body).toMatchObject({
      name: `The ${id}`,
      available: 2,
    });
    expect(statuses(await take(lineOf(id, { stock: 3 })))).toEqual({ updated: 1 });
  });

  test('answers a line while the body is still being sent', async () => {
    const told: unknown[] = [];
    const sent = request(`${shop.url}${path}`, { method: 'POST', headers: ndjson });
    const ended = new Promise<void>((resolve, reject) => {
      sent.on('error', reject).on('response', (response) => {
        response.setEncoding('utf8').on('data', (text: string) => told.push(...linesIn(text)));
        response.on('end', resolve);
      });
    });
    for (const number of times(3)) {
      sent.write(`${lineOf(`slow-${number}-${run}`)}\n`);
      await eventually(async () => told[number]);
    }
    sent.end();
    await ended;
    expect(told).toMatchObject(times(3).map((number) => ({ line: number + 1, status: 'created' })));
  });

  test('stops when the client goes away, and leaves each product whole or not there', async () => {
    const ids = times(5_000).map((number) => `gone-${number}-${run}`);
    const abort = new AbortController();
    const body = ids.map((id) => lineOf(id)).join('\n');
    const response = await fetch(`${shop.url}${path}`, {
      method: 'POST',
      headers: ndjson,
      body,
      signal: abort.signal,
    });
    await response.body?.getReader().read();
    abort.abort();
    await eventually(async () => ((await reach(ids)) === (await reachAfter(ids, 700)) ? true : undefined));
    const last = await reach(ids);
    expect(last).toBeLessThan(ids.length - 1);
    for (const id of ids.slice(0, last)) expect(await stockOf(shop, id)).toMatchObject({ onHand: 5 });
  }, 120_000);
});

/** The number of the last product that is there, of those that came one after the other. */
async function reach(ids: readonly string[]): Promise<number> {
  let [there, notThere] = [0, ids.length];
  while (notThere - there > 1) {
    const middle = Math.floor((there + notThere) / 2);
    const { status } = await call(shop, 'GET', `/v1/products/${ids[middle]}`);
    if (status === 200) there = middle;
    else notThere = middle;
  }
  return there;
}

async function reachAfter(ids: readonly string[], ms: number): Promise<number> {
  await new Promise((resume) => setTimeout(resume, ms));
  return reach(ids);
}

describe('a body', () => {
  const blank = new Uint8Array(2 ** 20).fill(0x20);

  async function* megabytes(count: number, end: string) {
    yield new TextEncoder().encode(`${lineOf(`first-${run}`)}\n`.padEnd(2 ** 20, '\n'));
    for (const _ of times(count - 1)) yield blank;
    yield new TextEncoder().encode(end);
  }

  test('of one byte more than 100 MiB ends with a line that says so', async () => {
    const results = await take(Readable.toWeb(Readable.from(megabytes(100, '\n'))) as unknown as BodyInit);
    expect(results.map(({ problem, status }) => problem?.code ?? status)).toEqual([
      'created',
      'body-too-large',
    ]);
  });

  test('of nothing has no answers', async () => {
    expect(await take('')).toEqual([]);
  });

  test.each(['application/json', 'text/plain', ''])('as "%s" is refused', async (type) => {
    const headers = { ...asAdmin, 'content-type': type };
    const response = await shop.fetch(path, { method: 'POST', headers, body: lineOf('tea') });
    expect(response.status).toBe(415);
  });
});

describe('exporting', () => {
  test('gives lines that change nothing when they are imported', async () => {
    const ids = times(5).map((number) => `out-${number}-${run}`);
    await take(ids.map((id) => lineOf(id, { description: 'A\nB', attributes: { kind: 'x' } })).join('\n'));
    const exported = await eventually(async () => {
      const response = await shop.fetch(`/v1/admin/products/export?after=out-&limit=9000`, {
        headers: asAdmin,
      });
      const text = await response.text();
      return ids.every((id) => text.includes(`"${id}"`)) ? text : undefined;
    });
    expect(Object.keys(statuses(await take(exported)))).toEqual(['unchanged']);
    const limited = await shop.fetch(`/v1/admin/products/export?after=${ids[1]}&limit=2`, {
      headers: asAdmin,
    });
    expect((linesIn(await limited.text()) as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(2, 4));
  });

  test.each(['after=Tea', 'limit=0', 'limit=9001', 'limit=x', 'page=1'])(
    'by %s is refused',
    async (query) => {
      const { status, body } = await call<Said>(shop, 'GET', `/v1/admin/products/export?${query}`, {
        headers: asAdmin,
      });
      expect([status, body.code]).toEqual([400, 'validation-failed']);
    },
  );
});
