import { beforeEach, describe, expect, test } from 'vitest';
import { day, hour, second } from '../../../shared/test-support/host.ts';
import { maxDeliveriesKept } from './deliveries.ts';
import { maxAttemptsAtOnce } from './delivery-run.ts';
import { maxAttempts } from './retry.ts';
import { message, Subscriber, secretA, url } from './test-support/subscriber.ts';

let receiver: Subscriber;
let start: number;
beforeEach(() => {
  receiver = new Subscriber();
  start = receiver.clock.now;
});

describe('a message', () => {
  test('is sent at once, signed by the secret, and then it is delivered', async () => {
    receiver.create();
    await receiver.take(message(7));
    expect(receiver.attempts).toEqual([{ url, message: message(7), secrets: [secretA], at: start }]);
    expect(receiver.log).toEqual([
      {
        n: 1,
        webhookId: 'order/ord_1/7',
        type: 'order.confirmed',
        status: 'delivered',
        attempts: 1,
        createdAt: '2026-11-22T10:00:00.000Z',
        nextAttemptAt: null,
        lastAttempt: { at: '2026-11-22T10:00:00.000Z', status: 204, detail: '' },
      },
    ]);
  });

  test('that comes again is sent once', async () => {
    receiver.create();
    await receiver.take(message(7), message(7));
    await receiver.take(message(7));
    await receiver.passTo(start + 4 * day);
    expect(receiver.sent).toEqual(['order/ord_1/7']);
  });

  test('is not for an endpoint that wants others only', async () => {
    receiver.create({ events: ['order.refunded'] });
    await receiver.take(message(7), message(11, 'order.refunded'));
    expect(receiver.sent).toEqual(['order/ord_1/11']);
    expect(receiver.log).toHaveLength(1);
  });

  test('is not for an endpoint that nobody made, and does not make it', async () => {
    await receiver.take(message(7));
    expect(receiver.attempts).toEqual([]);
    expect(receiver.host.tables()).toEqual([]);
  });
});

describe('an attempt that fails', () => {
  test('is made again on the schedule, with the same message signed anew, until one succeeds', async () => {
    receiver.create();
    receiver.answer = (index) => ({ status: index < 3 ? 500 : 200, detail: `answer ${index}` });
    await receiver.take(message(7));
    expect(receiver.log[0]).toMatchObject({
      status: 'pending',
      nextAttemptAt: '2026-11-22T10:00:05.000Z',
      lastAttempt: { status: 500, detail: 'answer 0' },
    });
    await receiver.passTo(start + day);
    const times = receiver.attempts.map(({ at }) => (at - start) / second);
    expect(times).toEqual([0, 5, 305, 2105]);
    expect(new Set(receiver.sent).size).toBe(1);
    expect(receiver.log[0]).toMatchObject({
      status: 'delivered',
      attempts: 4,
      lastAttempt: { status: 200, detail: 'answer 3' },
    });
  });

  test.each([301, 302, 400, 404, 500, null])(
    '(%j) ten times is given up after three days',
    async (status) => {
      receiver.create();
      receiver.answer = () => ({ status });
      await receiver.take(message(7));
      await receiver.passTo(start + 30 * day);
      expect(receiver.attempts).toHaveLength(maxAttempts);
      expect((receiver.attempts.at(-1)?.at ?? 0) - start).toBe(75 * hour + 35 * 60 * second + 5 * second);
      expect(receiver.log[0]).toMatchObject({ status: 'failed', attempts: maxAttempts, nextAttemptAt: null });
    },
  );

  test('waits as long as the receiver asks for', async () => {
    receiver.create();
    receiver.answer = (index) => (index === 0 ? { status: 429, retryAfterMs: hour } : { status: 204 });
    await receiver.take(message(7));
    await receiver.passTo(start + day);
    expect(receiver.attempts.map(({ at }) => at - start)).toEqual([0, hour]);
  });

  test('delays no other message', async () => {
    receiver.create();
    receiver.answer = (index) => ({ status: index === 0 ? 500 : 204 });
    await receiver.take(message(7));
    await receiver.take(message(8));
    expect(receiver.log.map(({ status }) => status)).toEqual(['delivered', 'pending']);
  });
});

describe('a process that dies', () => {
  test('before it could send: the alarm of the next one does', async () => {
    receiver.create();
    receiver.answer = () => new Promise(() => {});
    receiver.endpoint.take([message(7)]);
    receiver.host.restart();
    receiver.answer = () => ({ status: 204 });
    await receiver.passTo(start + hour);
    expect(receiver.sent).toEqual(['order/ord_1/7', 'order/ord_1/7']);
    expect(receiver.log[0]).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  test('while it made the last attempt: that was one too many, and no other follows', async () => {
    receiver.create();
    receiver.answer = (index) => (index < 9 ? { status: 500 } : new Promise(() => {}));
    await receiver.take(message(7));
    await receiver.passTo(start + 60 * hour);
    void receiver.passTo(start + 80 * hour);
    await expect.poll(() => receiver.attempts.length).toBe(maxAttempts);
    receiver.host.restart();
    receiver.answer = () => ({ status: 500 });
    await receiver.passTo(start + 200 * hour);
    expect(receiver.log[0]).toMatchObject({ status: 'failed', attempts: maxAttempts + 1 });
  });
});

describe('a slow receiver', () => {
  test('gets eight requests at once, and the others when those have ended', async () => {
    receiver.create();
    const { promise, resolve } = Promise.withResolvers<void>();
    receiver.answer = async () => {
      await promise;
      return { status: 204 };
    };
    receiver.endpoint.take(Array.from({ length: 20 }, (_, index) => message(index + 1)));
    receiver.endpoint.take([message(21)]);
    expect(receiver.attempts).toHaveLength(maxAttemptsAtOnce);
    resolve();
    await receiver.host.settle();
    expect(receiver.sent).toHaveLength(21);
    expect(receiver.log.every(({ status }) => status === 'delivered')).toBe(true);
  });

  test('costs no alarm after the other', async () => {
    receiver.create();
    receiver.answer = () => new Promise(() => {});
    receiver.endpoint.take(Array.from({ length: 20 }, (_, index) => message(index + 1)));
    expect(receiver.host.storage.alarmAt).toBeGreaterThanOrEqual(start + 60 * second);
  });
});

test('the log keeps the newest, and whatever is still to be delivered', async () => {
  receiver.create();
  receiver.answer = (index) => ({ status: index === 0 ? 500 : 204 });
  const many = Array.from({ length: maxDeliveriesKept + 10 }, (_, index) => message(index + 1));
  await receiver.take(...many.slice(0, 20));
  await receiver.take(...many.slice(20));
  await receiver.take(message(5_000));
  const { log } = receiver;
  expect(log).toHaveLength(maxDeliveriesKept + 1);
  expect(log.at(-1)).toMatchObject({ n: 1, status: 'pending' });
  expect(log.at(-2)?.n).toBe(12);
});
