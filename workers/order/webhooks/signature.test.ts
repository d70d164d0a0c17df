import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { randomSecret, secretFrom, signedHeaders } from './signature.ts';

describe('the headers of an attempt', () => {
  test('are those of the reference vector of Standard Webhooks', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', payload: '{"test": 2432232314}' };
    const headers = signedHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 1_614_265_330_000);
    expect(headers).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test('open to whoever has one of the secrets, and to nobody else', () => {
    const [current, old, foreign] = [randomSecret(), randomSecret(), randomSecret()];
    const message = { id: 'order/ord_1/7', payload: '{"type":"order.confirmed"}' };
    const headers = signedHeaders(message, [current, old], Date.now());
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [current, old]) {
      expect(new Webhook(secret).verify(message.payload, headers)).toEqual({ type: 'order.confirmed' });
      expect(() => new Webhook(secret).verify(`${message.payload} `, headers)).toThrow();
      const renamed = { ...headers, 'webhook-id': 'order/ord_2/7' };
      expect(() => new Webhook(secret).verify(message.payload, renamed)).toThrow();
    }
    expect(() => new Webhook(foreign).verify(message.payload, headers)).toThrow();
  });
});

describe('a secret', () => {
  test('is 32 bytes in base64 behind whsec_', () => {
    expect(secretFrom(new Uint8Array(32).fill(255))).toBe(`whsec_${'/'.repeat(42)}8=`);
    expect(randomSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  test('of fewer bytes is refused', () => {
    expect(() => secretFrom(new Uint8Array(31))).toThrow(RangeError);
  });

  test('never comes twice', () => {
    expect(new Set(Array.from({ length: 100 }, randomSecret)).size).toBe(100);
  });
});
