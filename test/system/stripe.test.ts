import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import { type StripeEvent, signed } from '../stripe-server/events.ts';
import type { Intent } from '../stripe-server/intent.ts';
import { StripeServer, secretKey } from '../stripe-server/server.ts';
import {
  asAdmin,
  type Buyer,
  call,
  cancelOrder,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  type Said,
  stockOf,
  times,
} from './client.ts';
import { closeShop, openShop, type Shop, wiring } from './shop.ts';

const webhookSecret = 'whsec_of_this_shop';
const total = 900;

let stripe: StripeServer;
let shop: Shop;
beforeAll(async () => {
  stripe = new StripeServer();
  shop = await openShop({
    order: {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: await stripe.listen(),
    },
  });
});
afterAll(async () => {
  await closeShop(shop);
  await stripe.close();
});

interface Scene {
  buyer: Buyer;
  product: string;
}

/** A guest with two of five units in the cart. */
async function scene(): Promise<Scene> {
  const product = await newProduct(shop, 5, total / 2);
  return { product, buyer: await newCart(shop, { [product]: 2 }) };
}

function payBy({ buyer }: Scene, token: string, headers: Record<string, string> = {}) {
  return checkOut(shop, buyer, token, headers, { payment: { provider: 'stripe', token } });
}

function orderOf({ buyer }: Scene, id: string) {
  return call<OrderView & Said>(shop, 'GET', `/v1/orders/${id}`, { headers: buyer.as });
}

function intentOf(orderId: string): Intent {
  const found = [...stripe.ledger.intents.values()].find(({ metadata }) => metadata.orderId === orderId);
  if (!found) throw new Error(`Stripe has no payment of ${orderId}`);
  return found;
}

async function post({ body, headers }: { body: string; headers: Record<string, string> }) {
  const response = await shop.fetch('/v1/webhooks/stripe', { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Everything that Stripe has to tell, last first, each event twice. */
async function deliver(): Promise<number[]> {
  const events = stripe.events.take().reverse();
  const answers = [];
  for (const event of [...events, ...events]) answers.push((await post(signed(event, webhookSecret))).status);
  return answers;
}

async function expectNothingSold({ buyer, product }: Scene): Promise<void> {
  expect((await cartOf(shop, buyer)).status).toBe('open');
  expect(await stockOf(shop, product)).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
}

describe('a checkout paid by Stripe', () => {
  test('is confirmed, and the money is taken once, however often it is sent', async () => {
    const bought = await scene();
    const key = { 'idempotency-key': 'pay-once' };
    const paid = await payBy(bought, 'pm_card_visa', key);
    expect(paid).toMatchObject({
      status: 201,
      body: { status: 'confirmed', payment: { provider: 'stripe', captured: { amount: total } } },
    });
    expect((await payBy(bought, 'pm_card_visa', key)).body).toEqual(paid.body);
    expect(intentOf(paid.body.id)).toMatchObject({ status: 'succeeded', amount_received: total });
    expect(await stockOf(shop, bought.product)).toEqual({ onHand: 3, held: 0, available: 3, sold: 2 });
  });

  test('is approved by the buyer with a secret that only the buyer gets, and confirmed by webhook', async () => {
    const bought = await scene();
    const placed = await payBy(bought, 'pm_card_authenticationRequired');
    const { id } = placed.body;
    const { client_secret: clientSecret } = intentOf(id);
    const nextAction = { type: 'stripe', clientSecret, expiresAt: expect.any(String) };
    expect(placed).toMatchObject({
      status: 202,
      body: { status: 'awaitingPayment', payment: { nextAction } },
    });
    expect((await orderOf(bought, id)).body.payment.nextAction).toEqual(nextAction);
    const seenByAdmin = await call(shop, 'GET', `/v1/orders/${id}`, { headers: asAdmin });
    expect(JSON.stringify(seenByAdmin.body)).not.toContain('_secret_');
    stripe.ledger.authenticate(intentOf(id).id, true);
    expect(new Set(await deliver())).toEqual(new Set([200]));
    expect((await orderOf(bought, id)).body).toMatchObject({ status: 'confirmed' });
    expect(intentOf(id)).toMatchObject({ status: 'succeeded', amount_received: total });
    expect((await shop.logs()).join()).not.toMatch(/_secret_|pm_card/);
  });

  test('that the buyer refuses at Stripe fails by webhook, and the cart is open again', async () => {
    const bought = await scene();
    const { id } = (await payBy(bought, 'pm_card_authenticationRequired')).body;
    stripe.ledger.authenticate(intentOf(id).id, false);
    await deliver();
    expect((await orderOf(bought, id)).body).toMatchObject({
      status: 'failed',
      failure: { code: 'payment-declined' },
    });
    await expectNothingSold(bought);
  });

  test('is canceled with the money given back', async () => {
    const bought = await scene();
    const { id } = (await payBy(bought, 'pm_card_visa')).body;
    const canceled = await cancelOrder(shop, id, bought.buyer.as);
    expect(canceled.body).toMatchObject({ status: 'canceled', payment: { refunded: { amount: total } } });
    expect(await deliver()).not.toContain(503);
    expect(stripe.ledger.refunds.map(({ metadata }) => metadata.orderId)).toContain(id);
  });

  test.each([
    [
      'pm_card_visa_chargeDeclinedInsufficientFunds',
      402,
      { code: 'payment-declined', reason: 'insufficient funds' },
    ],
    ['pm_nobody', 422, { code: 'unknown-payment-token' }],
    ['tok_ok', 422, { code: 'unknown-payment-token' }],
    ['pm_', 422, { code: 'unknown-payment-token' }],
    ['pm_card_visa?x=1', 422, { code: 'unknown-payment-token' }],
  ])('with %s is refused (%i), and nothing is held', async (token, status, problem) => {
    const refused = await scene();
    expect(await payBy(refused, token)).toMatchObject({ status, body: problem });
    await expectNothingSold(refused);
  });

  test('of less than Stripe takes is declined', async () => {
    const product = await newProduct(shop, 1, 10);
    const cheap = { product, buyer: await newCart(shop, { [product]: 1 }) };
    expect(await payBy(cheap, 'pm_card_visa')).toMatchObject({
      status: 402,
      body: { reason: 'amount too small' },
    });
  });
});

describe('what comes to the webhook', () => {
  test('without a good signature is 400, and asks Stripe nothing', async () => {
    const { id } = (await payBy(await scene(), 'pm_card_authenticationRequired')).body;
    stripe.ledger.authenticate(intentOf(id).id, true);
    const [event] = stripe.events.take().slice(-1);
    const before = stripe.seen.length;
    const now = Math.floor(Date.now() / 1000);
    const unsigned = { body: JSON.stringify(event), headers: {} };
    const hostile = [
      unsigned,
      { ...unsigned, headers: { 'stripe-signature': '' } },
      signed(event, 'whsec_forged'),
      signed(event, webhookSecret, now - 600),
      signed(event, webhookSecret, now + 600),
      { ...signed(event, webhookSecret), body: JSON.stringify({ ...event, more: 1 }) },
    ];
    for (const request of hostile) {
      expect(await post(request)).toMatchObject({ status: 400, body: { code: 'invalid-signature' } });
    }
    expect(stripe.seen).toHaveLength(before);
    expect((await post(signed(event, webhookSecret))).status).toBe(200);
  });

  test('about an order that does not exist is taken and ignored', async () => {
    await payBy(await scene(), 'pm_card_visa');
    const [event] = stripe.events.take().slice(-1);
    const elsewhere = structuredClone(event) as StripeEvent;
    elsewhere.data.object.metadata.orderId = `ord_${'0'.repeat(26)}`;
    expect(await post(signed(elsewhere, webhookSecret))).toMatchObject({
      status: 200,
      body: { ignored: 'no order of this shop has this payment' },
    });
  });

  test('may be posted only', async () => {
    expect((await shop.fetch('/v1/webhooks/stripe')).status).toBe(405);
  });
});

/** Last, since the breaker stays open for a while. */
describe('a Stripe that is down', () => {
  test('makes checkouts answer 503 and hold nothing, soon without asking; sandbox goes on', async () => {
    stripe.faults.next('any', 'serverError', 1_000);
    const asked = stripe.count('create');
    for (const time of times(7)) {
      const refused = await scene();
      const answer = await payBy(refused, 'pm_card_visa');
      expect(answer, `checkout ${time}`).toMatchObject({
        status: 503,
        body: { code: 'service-unavailable' },
      });
      // In events nobody waits for the problem: it is part of the order that failed.
      expect(answer.headers.get('retry-after')).toBe({ hybrid: '5', events: null, direct: '5' }[wiring]);
      await expectNothingSold(refused);
    }
    expect(stripe.count('create') - asked).toBe(5);
    const { buyer } = await scene();
    expect((await checkOut(shop, buyer)).status).toBe(201);
  });

  test('is used again by itself when it is back', async () => {
    stripe.faults.mend();
    const bought = await scene();
    const answer = await eventually(async () => {
      const tried = await payBy(bought, 'pm_card_visa');
      return tried.status === 503 ? undefined : tried;
    }, 30_000);
    expect(answer.status).toBe(201);
  });
});
