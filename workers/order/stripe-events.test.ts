import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signed, signedText } from '../../test/stripe-server/events.ts';
import type { PaymentNews } from './actor.ts';
import { takeStripeEvent } from './stripe-events.ts';

const secret = 'whsec_of_this_endpoint';
const orderId = 'ord_0123456789abcdefghjkmnpqrs';
const event = {
  id: 'evt_1',
  type: 'payment_intent.succeeded',
  livemode: false,
  data: { object: { id: 'pi_1', metadata: { orderId } } },
};

let asked: unknown[][];
let news: PaymentNews;
beforeEach(() => {
  asked = [];
  news = 'heard';
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const env = {
  ORDERS: {
    getByName: (name: string) => ({
      paymentNews: async (...call: unknown[]) => {
        asked.push([name, ...call]);
        return news;
      },
    }),
  },
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_WEBHOOK_SECRET: secret,
};

async function post({ body, headers }: { body: string; headers: Record<string, string> }, to = env) {
  const answer = await takeStripeEvent(
    new Request('http://order/v1/webhooks/stripe', {
      method: 'POST',
      body,
      headers: { ...headers, 'request-id': 'req-1', traceparent: '00-aa-bb-01' },
    }),
    to,
  );
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

describe('an event of Stripe', () => {
  it('sends its order to ask Stripe, and nothing of what it claims', async () => {
    expect(await post(signed(event, secret))).toMatchObject({ status: 200, body: { received: true } });
    const cause = { caller: 'stripe', request: 'req-1', trace: '00-aa-bb-01' };
    expect(asked).toEqual([[orderId, 'pi_1', cause]]);
  });

  it.each([
    ['of no order of ours', event, 'notMine'],
    ['of another account', { ...event, account: 'acct_1' }, 'heard'],
    ['of real money', { ...event, livemode: true }, 'heard'],
  ] as const)('%s is ignored, and need not come again', async (_, ignored, answer) => {
    news = answer;
    expect(await post(signed(ignored, secret))).toMatchObject({
      status: 200,
      body: { received: true, ignored: expect.any(String) },
    });
    expect(console.warn).toHaveBeenCalledOnce();
  });

  it('should come again when Stripe could not be asked', async () => {
    news = 'unanswered';
    const { status, headers } = await post(signed(event, secret));
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
  });
});

describe('what is not signed by Stripe', () => {
  const good = signed(event, secret);
  const body = JSON.stringify(event);
  it.each([
    ['without a signature', { body, headers: {} }],
    ['with an empty signature', { body, headers: { 'stripe-signature': '' } }],
    ['with an old one', signed(event, secret, Math.floor(Date.now() / 1000) - 3_600)],
    ['with one of the future', signed(event, secret, Math.floor(Date.now() / 1000) + 3_600)],
    ['with one of another secret', signed(event, 'whsec_another')],
    ['over other bytes', { ...good, body: `${good.body} ` }],
    ['with nothing in it', { ...good, body: '' }],
    ['that is no JSON', signedText('payment_intent.succeeded', secret)],
  ])('%s: 400, and no order is asked', async (_, request) => {
    expect(await post(request)).toMatchObject({ status: 400, body: { code: 'invalid-signature' } });
    expect(asked).toEqual([]);
  });

  it.each([undefined, ''])('is everything where the secret is %j (lesson 26)', async (none) => {
    const shop = { ...env, STRIPE_WEBHOOK_SECRET: none } as typeof env;
    expect(await post(good, shop)).toMatchObject({ status: 400 });
    expect(asked).toEqual([]);
  });

  it('is not read beyond 64 KiB', async () => {
    expect(await post({ ...good, body: 'x'.repeat(65_537) })).toMatchObject({ status: 413 });
  });
});
