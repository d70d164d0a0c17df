import { beforeEach, describe, expect, test } from 'vitest';
import { day, hour } from '../../../shared/test-support/host.ts';
import { call, message, Subscriber, secretA, secretB, secretC, url } from './test-support/subscriber.ts';

let receiver: Subscriber;
let start: number;
beforeEach(() => {
  receiver = new Subscriber();
  start = receiver.clock.now;
});

const gone = () => ({ status: 410 });
const fine = () => ({ status: 204 });

/** Has answered 410 to the first message. */
async function disabled(): Promise<void> {
  receiver.create();
  receiver.answer = gone;
  await receiver.take(message(7));
  receiver.answer = fine;
}

describe('creating', () => {
  test('answers what it is, with the secret that is shown this once', () => {
    const created = receiver.create({ events: ['order.refunded'], description: 'ERP' });
    const view = {
      id: 'whk_1',
      url,
      events: ['order.refunded'],
      description: 'ERP',
      status: 'enabled',
      createdAt: '2026-11-22T10:00:00.000Z',
      disabledAt: null,
    };
    expect(created).toEqual({ ...view, secret: secretA });
    expect(receiver.endpoint.view()).toEqual(view);
  });

  test('again under the same key gives the first answer, also after a restart', () => {
    const create = (secret: string, body = 'body') =>
      receiver.endpoint.create({ url }, secret, call('key', body));
    const first = create(secretA);
    receiver.host.restart();
    expect(create(secretB)).toEqual({ ...first, replayed: true });
    expect(create(secretB, 'another')).toMatchObject({ rejection: { type: 'IdempotencyKeyReused' } });
  });

  test('again when the key is forgotten is another request, and changes nothing', async () => {
    receiver.endpoint.create({ url }, secretA, call('key'));
    await receiver.passTo(start + 3 * day);
    const again = receiver.endpoint.create({ url: `${url}/2` }, secretB, call('key'));
    expect(again).toMatchObject({ ok: false, rejection: { type: 'IdempotencyKeyReused' } });
    expect(receiver.endpoint.view()?.url).toBe(url);
  });

  test('what was not made has no view, and reading makes nothing', () => {
    expect(receiver.endpoint.view()).toBeNull();
    expect(receiver.endpoint.deliveries(10, 10)).toBeNull();
    expect(receiver.endpoint.remove()).toBe(false);
    for (const answer of [
      receiver.endpoint.enable(call('key')),
      receiver.endpoint.rotateSecret(secretB, call('key')),
      receiver.endpoint.redeliver(1, call('key')),
    ]) {
      expect(answer).toMatchObject({ rejection: { type: 'WebhookNotFound' } });
    }
    expect(receiver.host.tables()).toEqual([]);
  });
});

describe('410 Gone', () => {
  test('disables the endpoint: nothing more is sent, and nothing taken', async () => {
    await disabled();
    await receiver.take(message(8));
    await receiver.passTo(start + 4 * day);
    expect(receiver.sent).toEqual(['order/ord_1/7']);
    expect(receiver.endpoint.view()).toMatchObject({
      status: 'disabled',
      disabledAt: '2026-11-22T10:00:00.000Z',
    });
    expect(receiver.log).toHaveLength(1);
    expect(receiver.log[0]).toMatchObject({ status: 'failed', attempts: 1, lastAttempt: { status: 410 } });
  });

  test('ends what waits for another attempt, too', async () => {
    receiver.create();
    receiver.answer = (index) => ({ status: index === 0 ? 500 : 410 });
    await receiver.take(message(7));
    await receiver.take(message(8));
    expect(receiver.log.map(({ status }) => status)).toEqual(['failed', 'failed']);
    await receiver.passTo(start + 4 * day);
    expect(receiver.attempts).toHaveLength(2);
  });

  test('until it is enabled: then what comes is sent, and what failed can be', async () => {
    await disabled();
    expect(receiver.endpoint.redeliver(1, call())).toMatchObject({ rejection: { type: 'WebhookDisabled' } });
    expect(receiver.endpoint.enable(call())).toMatchObject({
      value: { status: 'enabled', disabledAt: null },
    });
    await receiver.take(message(9));
    expect(receiver.endpoint.redeliver(1, call()).ok).toBe(true);
    await receiver.host.settle();
    expect(receiver.sent).toEqual(['order/ord_1/7', 'order/ord_1/9', 'order/ord_1/7']);
  });
});

describe('a new secret', () => {
  test('signs beside the old one for a day, then alone', async () => {
    receiver.create();
    expect(receiver.endpoint.rotateSecret(secretB, call())).toMatchObject({ value: { secret: secretB } });
    await receiver.take(message(7));
    await receiver.passTo(start + day);
    await receiver.take(message(8));
    expect(receiver.attempts.map(({ secrets }) => secrets)).toEqual([[secretB, secretA], [secretB]]);
  });

  test('a second one ends the first old one at once', async () => {
    receiver.create();
    receiver.endpoint.rotateSecret(secretB, call());
    receiver.endpoint.rotateSecret(secretC, call());
    await receiver.take(message(7));
    expect(receiver.attempts[0]?.secrets).toEqual([secretC, secretB]);
  });

  test('is one, however often the request comes', async () => {
    receiver.create();
    const first = receiver.endpoint.rotateSecret(secretB, call('key'));
    expect(receiver.endpoint.rotateSecret(secretC, call('key'))).toEqual({ ...first, replayed: true });
    await receiver.take(message(7));
    expect(receiver.attempts[0]?.secrets).toEqual([secretB, secretA]);
  });
});

describe('delivering again', () => {
  test('sends the same message under the same id, with a whole schedule before it', async () => {
    receiver.create();
    await receiver.take(message(7));
    receiver.answer = (index) => ({ status: index < 3 ? 500 : 204 });
    expect(receiver.endpoint.redeliver(1, call())).toMatchObject({ value: { n: 1, status: 'pending' } });
    await receiver.passTo(start + day);
    expect(receiver.sent).toEqual(Array(4).fill('order/ord_1/7'));
    expect(receiver.attempts.map(({ at }) => (at - start) / 1_000)).toEqual([0, 0, 5, 305]);
    expect(receiver.log[0]).toMatchObject({ status: 'delivered', attempts: 4 });
  });

  test('brings forward what waits', async () => {
    receiver.create();
    receiver.answer = (index) => ({ status: index < 5 ? 500 : 204 });
    await receiver.take(message(7));
    await receiver.passTo(start + 5 * hour);
    receiver.endpoint.redeliver(1, call());
    await receiver.host.settle();
    expect(receiver.log[0]).toMatchObject({ status: 'delivered', attempts: 6 });
  });

  test('is done once, however often the request comes', async () => {
    receiver.create();
    await receiver.take(message(7));
    const first = receiver.endpoint.redeliver(1, call('key'));
    await receiver.host.settle();
    expect(receiver.endpoint.redeliver(1, call('key'))).toEqual({ ...first, replayed: true });
    await receiver.host.settle();
    expect(receiver.attempts).toHaveLength(2);
  });

  test('of what was never sent is refused', () => {
    receiver.create();
    expect(receiver.endpoint.redeliver(1, call())).toMatchObject({ rejection: { type: 'DeliveryNotFound' } });
  });
});

describe('removing', () => {
  test('ends everything, and forgets the secret and what was sent', async () => {
    receiver.create();
    receiver.answer = () => ({ status: 500 });
    await receiver.take(message(7));
    expect(receiver.endpoint.remove()).toBe(true);
    await receiver.take(message(8));
    await receiver.passTo(start + 4 * day);
    expect(receiver.attempts).toHaveLength(1);
    expect(receiver.endpoint.view()).toBeNull();
    expect(receiver.endpoint.remove()).toBe(false);
    expect(receiver.host.rows('SELECT * FROM endpoint')).toEqual([]);
    expect(receiver.host.rows('SELECT * FROM delivery')).toEqual([]);
  });

  test('while an attempt is under way: its end finds nothing, and brings nothing back', async () => {
    receiver.create();
    const { promise, resolve } = Promise.withResolvers<void>();
    receiver.answer = async () => {
      await promise;
      return { status: 500 };
    };
    receiver.endpoint.take([message(7)]);
    receiver.endpoint.remove();
    resolve();
    await receiver.passTo(start + 4 * day);
    expect(receiver.attempts).toHaveLength(1);
    expect(receiver.host.rows('SELECT * FROM delivery')).toEqual([]);
  });
});

test('the deliveries come newest first, in pages', async () => {
  receiver.create();
  await receiver.take(message(7), message(8), message(9));
  const numbers = (before: number, limit: number) =>
    receiver.endpoint.deliveries(before, limit)?.map(({ n }) => n);
  expect(numbers(Number.MAX_SAFE_INTEGER, 2)).toEqual([3, 2]);
  expect(numbers(2, 2)).toEqual([1]);
});
