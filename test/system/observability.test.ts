import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addItem,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  checkOut,
  eventually,
  newCart,
  newProduct,
} from './client.ts';
import { closeShop, credentials, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

/** What a person would not want to find in a log. */
const person = {
  email: 'mio.hattori@kyoto.example',
  shippingAddress: {
    name: 'Mio Hattori',
    line1: 'Sanjo-dori 17',
    city: 'Nakagyo-ku',
    postalCode: '604-8083',
    country: 'JP',
  },
};

/** The mail that confirms an order, once it is written: by then all have heard of it who log. */
async function mailOf(orderId: string) {
  const path = `/v1/admin/notifications/${orderId}-confirmed`;
  const mail = await call(shop, 'GET', path, { headers: asAdmin });
  return mail.status === 200 ? mail : undefined;
}

test('logs hold nothing personal and no secret, of buyers who are served and of such who are not', async () => {
  const productId = await newProduct(shop, 3);
  const customer = await asCustomer('customer-mio-hattori');
  const guest = await newCart(shop, { [productId]: 1 });
  for (const buyer of [guest, await newCart(shop, { [productId]: 1 }, customer)]) {
    const { status, body } = await checkOut(shop, buyer, 'tok_ok', {}, person);
    expect(status).toBe(201);
    await eventually(() => mailOf(body.id));
  }
  const stranger: Buyer = { cartId: guest.cartId, as: { 'cart-token': 'ctk_stranger_4711' } };
  expect((await addItem(shop, stranger, productId, 1)).status).toBe(404);
  await call(shop, 'GET', `/v1/orders?cursor=${person.email}`, { headers: customer });
  await call(shop, 'GET', `/v1/${person.email}`, { headers: { 'user-agent': 'Hattori/1.0' } });

  const ours = (await shop.logs()).join('\n');
  expect(ours).toContain('/v1/orders');
  const personal = /hattori|kyoto|sanjo|604-8083/i;
  expect(ours.match(personal)).toBeNull();
  const secrets = [guest.as['cart-token'], customer.authorization, credentials.ADMIN_TOKEN, 'ctk_stranger'];
  const ids = [guest.cartId, productId];
  for (const text of [...secrets, ...ids]) expect(ours).not.toContain(text);
});

type Metrics = Record<
  string,
  { type: string; metrics: { value?: string; labels?: Record<string, string> }[] }
>;

/** What Prometheus gets. */
async function scrape(): Promise<Metrics> {
  const response = await shop.fetch('/metrics', { headers: asAdmin });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const parsed = parsePrometheusTextFormat(await response.text());
  return Object.fromEntries(parsed.map(({ name, ...rest }) => [name, rest]));
}

function valueIn(metrics: Metrics, name: string, labels: Record<string, string>): number {
  const found = metrics[name]?.metrics.find((one) =>
    Object.entries(labels).every(([label, value]) => one.labels?.[label] === value),
  );
  return Number(found?.value ?? 0);
}

test('/metrics counts requests by route, and says how the services are', async () => {
  const labels = { method: 'GET', route: '/v1/products', status: '2xx' };
  const before = await scrape();
  for (let asked = 0; asked < 3; asked++) await call(shop, 'GET', '/v1/products');
  const after = await scrape();
  const counted = (metrics: Metrics) => valueIn(metrics, 'konbini_requests_total', labels);
  // Other files may use the shop at the same time.
  expect(counted(after) - counted(before)).toBeGreaterThanOrEqual(3);
  for (const service of ['product', 'cart', 'order']) {
    expect(valueIn(after, 'konbini_service_up', { service })).toBe(1);
  }
  expect(valueIn(after, 'konbini_requests_in_flight', {})).toBeGreaterThanOrEqual(1);
  expect(after.konbini_request_duration_seconds?.type).toBe('HISTOGRAM');
  expect(after).toHaveProperty('konbini_read_model_lagging');
});

test('/metrics is for administrators', async () => {
  expect(await call(shop, 'GET', '/metrics')).toMatchObject({ status: 401 });
  expect(await call(shop, 'GET', '/metrics', { headers: await asCustomer('nosy') })).toMatchObject({
    status: 403,
  });
});
