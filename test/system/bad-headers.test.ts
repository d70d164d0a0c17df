import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, together } from './client.ts';
import { type Answered, ask, flawOf, said } from './raw.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';
import { type Stage, stageFor, type Write, writes } from './writes.ts';

let shop: Shop;
let stage: Stage;
beforeAll(async () => {
  shop = await sharedShop();
  stage = await stageFor(shop);
});
afterAll(() => closeShop(shop));

type Headers = Record<string, string>;

function does(write: Write, headers: Headers): Promise<Answered> {
  const all = { 'content-type': 'application/json', ...write.as(stage), ...headers };
  return ask(shop, write.method, write.path(stage), all, JSON.stringify(write.body(stage)));
}

const posts = writes.filter(({ method }) => method === 'POST');

describe('headers that are nonsense are refused, and change nothing', () => {
  const badKeys = ['', 'x'.repeat(256), 'cl\u00e9', 'a\tb', '\u00a0'];

  test.each(posts)('$name: an Idempotency-Key', async (write) => {
    const before = await write.look(shop, stage);
    const answers = await together(badKeys, (key) => does(write, { 'idempotency-key': key }), 8);
    expect(answers.map(said)).toEqual(badKeys.map(() => '400 invalid-idempotency-key'));
    expect(answers.map(flawOf).filter(Boolean)).toEqual([]);
    expect(await write.look(shop, stage)).toEqual(before);
  });

  test('a cancel with such a key', async () => {
    for (const key of badKeys) {
      const headers = { ...stage.ordering.as, 'idempotency-key': key };
      expect(said(await ask(shop, 'POST', `/v1/orders/${stage.order.id}/cancel`, headers))).toBe(
        '400 invalid-idempotency-key',
      );
    }
    const seen = await call(shop, 'GET', `/v1/orders/${stage.order.id}`, { headers: stage.ordering.as });
    expect(seen.body).toMatchObject({ status: 'awaitingPayment' });
  });

  test('keys of 1 and of 255 characters are fine', async () => {
    for (const key of ['x', `${Date.now()}`.padEnd(255, '~'), '1 2']) {
      const made = await ask(shop, 'POST', '/v1/carts', { 'idempotency-key': key });
      expect(made.status).toBe(201);
    }
  });

  // Not the empty one: workerd drops an If-Match without a value.
  const badVersions = [
    'abc',
    '1',
    '"abc"',
    '"-1"',
    '"1',
    'W/"1"',
    '"1e3"',
    '"99999999999999999999"',
    '\u00e9',
  ];

  test.each(writes)('$name: an If-Match', async (write) => {
    const before = await write.look(shop, stage);
    const answers = await together(badVersions, (version) => does(write, { 'if-match': version }), 8);
    const codes = answers.map((answer, index) => `${badVersions[index]}: ${said(answer)}`);
    expect(codes).toEqual(badVersions.map((version) => `${version}: 412 version-mismatch`));
    expect(await write.look(shop, stage)).toEqual(before);
  });

  test('an If-None-Match or a traceparent is taken for none', async () => {
    const path = `/v1/products/${stage.product}`;
    for (const headers of [
      { 'if-none-match': 'nonsense' },
      { 'if-none-match': '"' },
      { 'if-none-match': '\u00e9' },
      { traceparent: 'nonsense', tracestate: '\u00e9' },
      { traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00` },
    ]) {
      expect((await ask(shop, 'GET', path, headers as Headers)).status).toBe(200);
    }
  });
});
