import { describe, expect, it } from 'vitest';
import { signed } from '../../../../test/stripe-server/events.ts';
import { isSignedByStripe, newsOf } from './webhook.ts';

const secret = 'whsec_of_this_endpoint';
const now = Date.UTC(2026, 10, 22, 10);
const seconds = now / 1000;
const event = { id: 'evt_1', type: 'payment_intent.succeeded' };

function accepts(header: string | null, body = JSON.stringify(event), key: string | undefined = secret) {
  return isSignedByStripe(body, header, key, now);
}

function signature(at = seconds, key = secret): string {
  return signed(event, key, at).headers['stripe-signature'];
}

describe('a signature', () => {
  it('of this secret, over these bytes, of now is good', async () => {
    expect(await accepts(signature())).toBe(true);
  });

  it('beside others is good: Stripe signs with the old secret too while one is exchanged', async () => {
    const [time, good] = signature().split(',');
    const [, other] = signature(seconds, 'whsec_old').split(',');
    expect(await accepts(`${time},${other},${good}`)).toBe(true);
  });

  it.each([
    ['is missing', null],
    ['is empty', ''],
    ['is no signature', 'v1'],
    ['has no time', signature().replace(/^t=\d+,/, '')],
    ['has no signature in it', signature().replace(/,v1=.*$/, '')],
    ['is of an older scheme', signature().replace('v1=', 'v0=')],
    ['is of another secret', signature(seconds, 'whsec_another')],
    ['is of another time than it says', signature().replace(/^t=\d+/, `t=${seconds + 1}`)],
    ['has two times', `${signature()},t=${seconds}`],
    ['has a time that is no number', signature().replace(/^t=\d+/, 't=soon')],
  ])('that %s is not', async (_, header) => {
    expect(await accepts(header)).toBe(false);
  });

  it('over other bytes is not, however alike they read', async () => {
    expect(await accepts(signature(), JSON.stringify(event, null, 1))).toBe(false);
  });

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
    [31_536_000, false],
  ])('from %i seconds away: %s (lesson 26)', async (away, isGood) => {
    expect(await accepts(signature(seconds + away))).toBe(isGood);
  });

  it.each([undefined, '', ' '])(
    'is believed by nobody whose own secret is %j, not even one made with it (lesson 26)',
    async (none) => {
      const body = JSON.stringify(event);
      for (const key of ['', ' ', 'undefined', secret]) {
        const header = await signatureWith(key, body);
        expect(await isSignedByStripe(body, header, none, now), key).toBe(false);
      }
    },
  );
});

/** An HMAC by hand, since the SDK signs with no empty key. */
async function signatureWith(key: string, body: string): Promise<string> {
  const utf8 = new TextEncoder();
  const bytes = utf8.encode(key || '\0');
  const imported = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const mac = await crypto.subtle.sign('HMAC', imported, utf8.encode(`${seconds}.${body}`));
  return `t=${seconds},v1=${Buffer.from(mac).toString('hex')}`;
}

describe('an event', () => {
  const orderId = 'ord_0123456789abcdefghjkmnpqrs';
  const intent = { id: 'pi_1', metadata: { orderId, paymentId: 'pay_1' } };
  const charge = { id: 'ch_1', payment_intent: 'pi_1', metadata: { orderId } };
  const about = (type: string, object: object, more = {}) =>
    newsOf({ id: 'evt_1', type, livemode: false, data: { object }, ...more }, false);

  it.each([
    'payment_intent.amount_capturable_updated',
    'payment_intent.succeeded',
    'payment_intent.payment_failed',
    'payment_intent.canceled',
  ])('%s is news of its payment', (type) => {
    expect(about(type, intent)).toEqual({ orderId, reference: 'pi_1' });
  });

  it('charge.refunded is news of the payment that was charged', () => {
    expect(about('charge.refunded', charge)).toEqual({ orderId, reference: 'pi_1' });
  });

  it.each([
    ['of a kind that nobody asked for', about('customer.created', intent)],
    ['of another account', about('charge.refunded', charge, { account: 'acct_1' })],
    ['of real money, where the key is a test key', about('charge.refunded', charge, { livemode: true })],
    ['without an order', about('charge.refunded', { ...charge, metadata: {} })],
    ['of what cannot be an order', about('charge.refunded', { ...charge, metadata: { orderId: '../x' } })],
    ['without an object', newsOf({ type: 'charge.refunded', livemode: false }, false)],
    ['that is not an object', newsOf(null, false)],
  ])('%s is none of ours', (_, news) => {
    expect(news).toEqual({ ignored: expect.any(String) });
  });

  it('of test money is none where the key is a live key', () => {
    const event = { type: 'charge.refunded', livemode: false, data: { object: charge } };
    expect(newsOf(event, true)).toEqual({ ignored: 'test money, and a live key' });
  });
});
