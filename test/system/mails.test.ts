import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import { contentOf, notificationsOf, notified } from './books.ts';
import {
  adjustStock,
  asAdmin,
  call,
  checkOut,
  eventually,
  newCart,
  putProduct,
  type Said,
} from './client.ts';
import { closeShop, openShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const currency = 'EUR';
const shippingAddress = {
  name: 'Mio <Sato>',
  line1: 'Praterstraße 1',
  postalCode: '1020',
  city: 'Wien',
  country: 'AT',
};

let made = 0;

/** Two of these for 12.99 each are bought. */
async function bought(at: Shop, name: string, more: Record<string, unknown> = {}) {
  const product = `mail-${++made}-${Date.now().toString(36)}`;
  await putProduct(at, product, { name, price: { amount: 1299, currency } });
  await adjustStock(at, product, 5);
  const buyer = await newCart(at, { [product]: 2 });
  const { body: order } = await checkOut(at, buyer, 'tok_ok', {}, more);
  return { product, buyer, order };
}

function post(at: Shop, path: string, body: unknown = {}) {
  return call<OrderView & Said>(at, 'POST', path, { body, headers: asAdmin });
}

/** Narrow and unbreakable spaces as plain ones: which of them ICU chooses changes from version to version. */
function spaced(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe.concurrent('the mails of an order', () => {
  test('tell its whole life, each thing once', async () => {
    const { product, order } = await bought(shop, 'Tea', { shippingAddress });
    const refund = { items: [{ productId: product, quantity: 1 }] };
    for (const _ of [1, 2]) await post(shop, `/v1/orders/${order.id}/fulfill`);
    await post(shop, `/v1/orders/${order.id}/refunds`, refund);
    await post(shop, `/v1/orders/${order.id}/refunds`);
    const ids = ['confirmed', 'fulfilled', 'refund-1', 'refund-2'].map((part) => `${order.id}-${part}`);
    const all = await eventually(async () => {
      const found = await notificationsOf(shop, order.id);
      return found.filter(({ status }) => status === 'kept').length === ids.length ? found : undefined;
    });
    expect(all.map(({ id }) => id)).toEqual(ids);
    const texts = ids.map(async (id) => spaced((await contentOf(shop, id)).text ?? ''));
    const [confirmed, sent, first, second] = await Promise.all(texts);
    expect(confirmed).toMatch(/\n2 × Tea\n {4}€25\.98\n\nPaid: €25\.98\n[\s\S]*\n1020 Wien\nAustria\n$/);
    expect(sent).toMatch(/on its way[\s\S]*\nMio <Sato>\n/);
    expect(first).toMatch(/\n1 × Tea\n\nRefunded: €12\.99\n$/);
    expect(second).toMatch(/\n1 × Tea\n\nRefunded: €12\.99\n$/);
  });

  test('say what comes back when it is canceled', async () => {
    const { order, buyer } = await bought(shop, 'Tea');
    await call(shop, 'POST', `/v1/orders/${order.id}/cancel`, { headers: buyer.as });
    await notified(shop, order.id, 'order.confirmed', 'order.canceled');
    const { text } = await contentOf(shop, `${order.id}-canceled`);
    expect(text).toMatch(/\n2 × Tea\n {4}€25\.98\n\nRefunded: €25\.98\n$/);
  });

  test('are in the language that its buyer reads', async () => {
    const { order } = await bought(shop, 'Tea', { shippingAddress, locale: 'de-at' });
    expect(order.locale).toBe('de-AT');
    await notified(shop, order.id, 'order.confirmed');
    const { subject, text, html } = await contentOf(shop, `${order.id}-confirmed`);
    expect(subject).toBe('Ihre Bestellung bei Konbini ist bestätigt');
    expect(spaced(text ?? '')).toMatch(/\nBezahlt: € 25,98\n[\s\S]*\nÖsterreich\n$/);
    expect(html).toContain('<html lang="de-AT">');
  });

  test('escape what a merchant or a buyer has written', async () => {
    const { order } = await bought(shop, '<img src=x onerror=alert(1)> & "Tea"', { shippingAddress });
    await notified(shop, order.id, 'order.confirmed');
    const { html } = await contentOf(shop, `${order.id}-confirmed`);
    expect(html).not.toMatch(/<img|<Sato/);
    expect(html).toContain('&amp; &quot;Tea&quot;</bdi>');
    expect(html).toContain('<bdi>Mio &lt;Sato&gt;</bdi>');
  });
});

test.each(['ord_0-confirmed', `ord_${'0'.repeat(26)}-confirmed`, "'--", '%00', 'a'.repeat(2_000)])(
  'a notification that is not there is a 404: %s',
  async (id) => {
    const path = `/v1/admin/notifications/${id}`;
    const { status, body } = await call<Said>(shop, 'GET', path, { headers: asAdmin });
    expect([status, body.code]).toEqual([404, expect.stringMatching(/not-found$/)]);
  },
);

test('a shop that has an address to send from sends by Cloudflare’s binding', async () => {
  const vars = { MAIL_FROM: 'orders@shop.example', SHOP_NAME: 'Eckladen', SHOP_URL: 'https://shop.example/' };
  const sending = await openShop({ order: vars });
  try {
    const { order } = await bought(sending, 'Tea');
    const [mail] = await notified(sending, order.id, 'order.confirmed');
    expect(mail).toMatchObject({ status: 'sent', subject: 'Your order at Eckladen is confirmed' });
    const { text } = await contentOf(sending, `${order.id}-confirmed`);
    expect(text).toContain(`View your order: https://shop.example/orders/${order.id}\n`);
  } finally {
    await sending.close();
  }
});
