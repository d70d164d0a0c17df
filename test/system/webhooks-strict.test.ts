import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../shared/contracts/page.ts';
import { asAdmin, call, type Said } from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

/** As it is deployed: `WEBHOOKS_ALLOW_PRIVATE` is not set. */
let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const path = '/v1/admin/webhooks';
const registered = async () => (await call(shop, 'GET', path, { headers: asAdmin })).body;
const none = `whk_${'0'.repeat(26)}`;

test.each([
  'http://hooks.example.com/',
  'https://localhost/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://017700000001/',
  'https://127.1/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[fd00:ec2::254]/',
  'https://metadata.google.internal/',
  'https://user:secret@hooks.example.com/',
])('an endpoint at %s is refused (lesson 30)', async (url) => {
  const before = await registered();
  const { status, body } = await call<Said & { errors: unknown }>(shop, 'POST', path, {
    headers: asAdmin,
    body: { url },
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'validation-failed', errors: [{ path: 'url' }] });
  expect(await registered()).toEqual(before);
});

test.each([
  ['GET', `${path}/${none}`],
  ['DELETE', `${path}/${none}`],
  ['POST', `${path}/${none}/enable`],
  ['POST', `${path}/${none}/rotate-secret`],
  ['GET', `${path}/${none}/deliveries`],
  ['POST', `${path}/${none}/deliveries/1/redeliver`],
  ['GET', `${path}/whk_nonsense`],
])('%s %s: there is no such webhook', async (method, at) => {
  const answer = await call<Said>(shop, method, at, { headers: asAdmin });
  expect(answer).toMatchObject({ status: 404, body: { code: 'webhook-not-found' } });
});

test.each(['limit=0', 'cursor=x', `cursor=${encodeCursor('x')}`, 'page=2'])(
  'deliveries?%s is refused',
  async (query) => {
    const { status } = await call(shop, 'GET', `${path}/${none}/deliveries?${query}`, { headers: asAdmin });
    expect(status).toBe(400);
  },
);
