import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeliveryView, WebhookView, WebhookWithSecret } from '../../shared/contracts/webhook.ts';
import { asAdmin, call, checkOut, newCart, newProduct, type Reply, type Said } from './client.ts';
import { isSignedBy, Receiver } from './receiver.ts';
import { closeShop, openShop, type Shop } from './shop.ts';

const path = '/v1/admin/webhooks';

let shop: Shop;
let product: string;
beforeAll(async () => {
  shop = await openShop({ order: { WEBHOOKS_ALLOW_PRIVATE: 'true' } });
  product = await newProduct(shop, 1_000);
});
afterAll(() => closeShop(shop));

const receivers: Receiver[] = [];
afterEach(async () => {
  for (const receiver of receivers.splice(0)) receiver.close();
  for (const { id } of (await get<{ items: WebhookView[] }>(path)).body.items) await remove(id);
});

async function newReceiver(): Promise<Receiver> {
  const receiver = await new Receiver().open();
  receivers.push(receiver);
  return receiver;
}

const get = <Body>(at: string) => call<Body & Said>(shop, 'GET', at, { headers: asAdmin });
const post = <Body>(at: string, body: unknown = {}, headers = {}) =>
  call<Body & Said>(shop, 'POST', at, { headers: { ...asAdmin, ...headers }, body });
const remove = (id: string) => call<Said>(shop, 'DELETE', `${path}/${id}`, { headers: asAdmin });

async function register(receiver: Receiver, more = {}): Promise<WebhookWithSecret> {
  const created = await post<WebhookWithSecret>(path, { url: receiver.url, ...more });
  expect(created.status).toBe(201);
  return created.body;
}

/** The id of an order that was bought just now. */
async function order(): Promise<string> {
  const { status, body } = await checkOut(shop, await newCart(shop, { [product]: 1 }));
  expect(status).toBe(201);
  return body.id;
}

async function deliveries(id: string): Promise<DeliveryView[]> {
  return (await get<{ items: DeliveryView[] }>(`${path}/${id}/deliveries`)).body.items;
}

const redeliver = (id: string, n: number, headers = {}): Promise<Reply<DeliveryView & Said>> =>
  post(`${path}/${id}/deliveries/${n}/redeliver`, {}, headers);

describe('a webhook', () => {
  test('is told each turn of an order once, signed by its secret', async () => {
    const receiver = await newReceiver();
    const { secret } = await register(receiver);
    const id = await order();
    await post(`/v1/orders/${id}/fulfill`);
    await post(`/v1/orders/${id}/refunds`, { amount: { amount: 100, currency: 'EUR' } });
    const types = () => receiver.of(id).map(({ payload }) => payload.type);
    await expect.poll(() => types().sort()).toEqual(['order.confirmed', 'order.fulfilled', 'order.refunded']);
    expect(receiver.heard.every((heard) => isSignedBy(secret, heard))).toBe(true);
    expect(
      receiver.of(id).find(({ payload }) => payload.type === 'order.refunded')?.payload.data,
    ).toMatchObject({
      total: { amount: 500, currency: 'EUR' },
      amount: { amount: 100, currency: 'EUR' },
    });
    expect(receiver.heard.map(({ body }) => body).join()).not.toContain('buyer@example.com');
  });

  test('hears what it has asked for, and nothing after it is gone', async () => {
    const [all, some] = [await newReceiver(), await newReceiver()];
    const { id: webhookId } = await register(all);
    await register(some, { events: ['order.canceled'] });
    const id = await order();
    await post(`/v1/orders/${id}/cancel`);
    await expect.poll(() => some.of(id).map(({ payload }) => payload.type)).toEqual(['order.canceled']);
    expect((await remove(webhookId)).status).toBe(204);
    const next = await order();
    await post(`/v1/orders/${next}/cancel`);
    await expect.poll(() => some.of(next)).toHaveLength(1);
    expect(all.of(next)).toEqual([]);
    for (const answer of [await remove(webhookId), await get(`${path}/${webhookId}`)]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'webhook-not-found' } });
    }
  });

  test('that fails is told again, under the same id, until it is well', { timeout: 30_000 }, async () => {
    const receiver = await newReceiver();
    receiver.answer = (index) => ({ status: index === 0 ? 500 : 200, body: `answer ${index}` });
    const { id: webhookId, secret } = await register(receiver);
    await order();
    await expect.poll(() => receiver.heard, { timeout: 20_000 }).toHaveLength(2);
    expect(receiver.heard[1]?.id).toBe(receiver.heard[0]?.id);
    expect(receiver.heard.every((heard) => isSignedBy(secret, heard))).toBe(true);
    await expect
      .poll(() => deliveries(webhookId))
      .toMatchObject([
        { n: 1, status: 'delivered', attempts: 2, lastAttempt: { status: 200, detail: 'answer 1' } },
      ]);
  });

  test('that answers 410 Gone hears nothing more, until it is enabled again', async () => {
    const [receiver, other] = [await newReceiver(), await newReceiver()];
    receiver.answer = () => ({ status: 410 });
    const { id: webhookId } = await register(receiver);
    await register(other);
    await order();
    const status = async () => (await get<WebhookView>(`${path}/${webhookId}`)).body.status;
    await expect.poll(status).toBe('disabled');
    const missed = await order();
    await expect.poll(() => other.of(missed)).toHaveLength(1);
    expect((await redeliver(webhookId, 1)).body.code).toBe('webhook-disabled');
    receiver.answer = () => ({ status: 204 });
    expect((await post<WebhookView>(`${path}/${webhookId}/enable`)).body.status).toBe('enabled');
    const heard = await order();
    await expect.poll(() => receiver.of(heard)).toHaveLength(1);
    expect(receiver.of(missed)).toEqual([]);
  });
});

test('a delivery can be had again, under the same id, once for each key', async () => {
  const receiver = await newReceiver();
  const { id: webhookId } = await register(receiver);
  await order();
  await expect.poll(() => deliveries(webhookId)).toMatchObject([{ status: 'delivered' }]);
  const key = { 'idempotency-key': 'again-1' };
  const first = await redeliver(webhookId, 1, key);
  expect(first).toMatchObject({ status: 202, body: { n: 1, status: 'pending' } });
  const repeated = await redeliver(webhookId, 1, key);
  expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  await expect.poll(() => deliveries(webhookId)).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  expect(new Set(receiver.heard.map(({ id }) => id)).size).toBe(1);
  expect(receiver.heard).toHaveLength(2);
  expect((await redeliver(webhookId, 2)).body.code).toBe('delivery-not-found');
});

test('a new secret signs beside the old one', async () => {
  const receiver = await newReceiver();
  const { id, secret: old } = await register(receiver);
  const { secret } = (await post<WebhookWithSecret>(`${path}/${id}/rotate-secret`)).body;
  expect(secret).not.toBe(old);
  await order();
  await expect.poll(() => receiver.heard).toHaveLength(1);
  const [heard] = receiver.heard;
  expect([secret, old].map((one) => heard && isSignedBy(one, heard))).toEqual([true, true]);
});

describe('registering', () => {
  const url = 'https://hooks.example.com/orders';

  test('shows the secret this once', async () => {
    const { body, headers } = await post<WebhookWithSecret>(path, { url, description: 'ERP' });
    expect(body.secret).toMatch(/^whsec_/);
    expect(headers.get('location')).toBe(`${path}/${body.id}`);
    const { secret: _, ...view } = body;
    expect((await get(`${path}/${body.id}`)).body).toEqual(view);
    expect((await get<{ items: unknown[] }>(path)).body.items).toEqual([view]);
  });

  const create = (body = {}) =>
    post<WebhookWithSecret>(path, { url, ...body }, { 'idempotency-key': 'webhook-1' });

  test('again under the same key is the same webhook, and is none any more when that was removed', async () => {
    const first = await create();
    const again = await create();
    expect(again.body).toEqual(first.body);
    expect((await create({ description: 'other' })).body.code).toBe('idempotency-key-reused');
    expect((await get<{ items: unknown[] }>(path)).body.items).toHaveLength(1);
    await remove(first.body.id);
    expect((await create()).body).toEqual(first.body);
    expect((await get<{ items: unknown[] }>(path)).body.items).toEqual([]);
  });

  test('is for twenty at most, which come in pages', async () => {
    // One that was removed takes no place, although the request that made it comes again.
    await remove((await create()).body.id);
    await create();
    for (let n = 0; n < 20; n++) expect((await post(path, { url: `${url}/${n}` })).status).toBe(201);
    expect((await post(path, { url })).body).toMatchObject({ code: 'too-many-webhooks', limit: 20 });
    const first = await get<{ items: WebhookView[]; next: string }>(`${path}?limit=15`);
    const second = await get<{ items: WebhookView[]; next: null }>(
      `${path}?limit=15&cursor=${first.body.next}`,
    );
    const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(20);
    expect(second.body.next).toBeNull();
  });
});
