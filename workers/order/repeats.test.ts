import { beforeEach, describe, expect, it } from 'vitest';
import { booksAfter, call, hana, order, orderId, Shop } from './test-support/shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = new Shop();
});

function count(name: string): number {
  return shop.network.calls.filter((called) => called === name).length;
}

describe('placing twice', () => {
  it.each(['tok_ok', 'tok_declined', 'tok_authenticate'] as const)(
    'with the same key and body is the same answer, also after a restart (%s)',
    async (token) => {
      const first = await shop.place(token, call('key'));
      const calls = shop.network.calls.length;
      expect(await shop.place(token, call('key'))).toEqual({ ...first, replayed: true });
      shop.restart();
      expect(await shop.place(token, call('key'))).toEqual({ ...first, replayed: true });
      expect(shop.network.calls).toHaveLength(calls);
    },
  );

  it('with the same key and another body is refused', async () => {
    await shop.place('tok_ok', call('key', 'body'));
    expect(await shop.place('tok_ok', call('key', 'another body'))).toEqual({
      ok: false,
      rejection: { type: 'IdempotencyKeyReused' },
      replayed: false,
    });
  });

  it('with another key names the order that there is (lesson 12)', async () => {
    await shop.place('tok_ok', call('key'));
    expect(await shop.place('tok_ok', call('another'))).toMatchObject({
      rejection: { type: 'CartConverted', orderId },
    });
    expect(await shop.place('tok_ok', call())).toMatchObject({ rejection: { type: 'CartConverted' } });
    expect(count('authorize')).toBe(1);
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('keeps the payment token of the first: another one’s is not used', async () => {
    const release = shop.network.hold('validate');
    const first = shop.place('tok_ok', call('key'));
    await shop.place('tok_declined', call('another'));
    release();
    expect(await first).toMatchObject({ ok: true, value: { status: 'confirmed' } });
  });
});

describe('while the first is running', () => {
  let release: () => void;
  let first: ReturnType<Shop['place']>;
  beforeEach(() => {
    release = shop.network.hold('authorize');
    first = shop.place('tok_ok', call('key'));
  });

  it('the same key is in progress, and gets the answer once there is one', async () => {
    expect(await shop.place('tok_ok', call('key'))).toMatchObject({
      rejection: { type: 'RequestInProgress' },
    });
    release();
    const answer = await first;
    expect(await shop.place('tok_ok', call('key'))).toEqual({ ...answer, replayed: true });
    expect(count('authorize')).toBe(1);
  });

  it('the same key with another body is refused as a reuse', async () => {
    expect(await shop.place('tok_ok', call('key', 'x'))).toMatchObject({
      rejection: { type: 'IdempotencyKeyReused' },
    });
    release();
    await first;
  });

  it('another key hears which order is under way, and may be used again afterwards', async () => {
    const inProgress = { type: 'CheckoutInProgress', orderId };
    expect(await shop.place('tok_ok', call('another'))).toMatchObject({ rejection: inProgress });
    release();
    await first;
    expect(await shop.place('tok_ok', call('another'))).toMatchObject({
      replayed: false,
      rejection: { type: 'CartConverted' },
    });
  });

  it('the alarm does not run the saga a second time', async () => {
    shop.now += 60_000;
    await shop.order.ring();
    await shop.order.ring();
    release();
    expect(await first).toMatchObject({ value: { status: 'confirmed' } });
    expect(count('authorize')).toBe(1);
    expect(shop.steps).not.toContain('processPayment failed');
  });

  it('the order can be looked at', async () => {
    expect(shop.order.view(hana)).toMatchObject({ status: 'placing', id: orderId });
    release();
    await first;
  });
});

describe('a key whose process died', () => {
  it('is not in progress for ever (lesson 19)', async () => {
    shop.network.failNext('authorize', 'diesAfter');
    expect(await shop.try(shop.place('tok_ok', call('key')))).toBe('died');
    expect(await shop.place('tok_ok', call('key'))).toMatchObject({
      rejection: { type: 'RequestInProgress' },
    });
    await shop.closeBooks();
    expect(await shop.place('tok_ok', call('key'))).toMatchObject({
      ok: true,
      replayed: true,
      value: { status: 'confirmed' },
    });
  });

  it('is free for another try when nothing came of the first: the cart forgets it', async () => {
    shop.network.failNext('authorize', 'diesBefore');
    await shop.try(shop.place('tok_ok', call('key')));
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
    expect(shop.till.forgotten).toBe(true);
  });
});

describe('the order that the cart asks about', () => {
  it('is closed by the question when nobody has placed it, and refuses a placing that comes later', async () => {
    expect(shop.order.outcome()).toBe('neverPlaced');
    expect(await shop.place('tok_ok', call('key'))).toEqual({
      ok: false,
      rejection: { type: 'ServiceUnavailable', service: 'order' },
      replayed: false,
    });
    shop.restart();
    expect(shop.order.outcome()).toBe('neverPlaced');
    expect(await shop.place('tok_ok', call('key'))).toMatchObject({ ok: false, replayed: false });
    expect(shop.network.calls).toEqual([]);
  });

  it('that was closed is seen by nobody', () => {
    shop.order.outcome();
    expect(shop.order.view({ kind: 'admin' })).toBeNull();
    expect(shop.order.timeline({ kind: 'admin' })).toBeNull();
  });

  it('is under way until it is decided', async () => {
    const release = shop.network.hold('capture');
    const placing = shop.place('tok_ok');
    expect(shop.order.outcome()).toBe('underWay');
    release();
    await placing;
    expect(shop.order.outcome()).toBe('completed');
    await shop.order.cancel(call());
    expect(shop.order.outcome()).toBe('completed');
  });

  it('is under way while it waits for the buyer, and while it is undone', async () => {
    await shop.place('tok_authenticate');
    expect(shop.order.outcome()).toBe('underWay');
    shop.network.failNext('undo', 'unreachable');
    await shop.order.cancel(call());
    expect(shop.order.outcome()).toBe('underWay');
    await shop.closeBooks();
    expect(shop.order.outcome()).toBe('failed');
  });

  it('has failed when it has failed', async () => {
    await shop.place('tok_declined');
    expect(shop.order.outcome()).toBe('failed');
  });
});

describe('an order is seen', () => {
  it('by its owner and the administrator, and by nobody else (lesson 25)', async () => {
    await shop.place('tok_ok');
    for (const caller of [hana, { kind: 'admin' }] as const) {
      expect(shop.order.view(caller)?.id).toBe(orderId);
      expect(shop.order.timeline(caller)).toHaveLength(6);
    }
    for (const caller of [
      { kind: 'customer', customerId: 'taro' },
      { kind: 'guest', tokenHash: 'hana' },
      { kind: 'anonymous', address: '192.0.2.1' },
    ] as const) {
      expect(shop.order.view(caller)).toBeNull();
      expect(shop.order.timeline(caller)).toBeNull();
    }
  });

  it('by the guest whose cart it was, and not by another without a token (lesson 24)', async () => {
    const owner = { kind: 'guest', tokenHash: 'ab'.repeat(32) } as const;
    await shop.order.place({ ...order, owner }, 'tok_ok', call());
    expect(shop.order.view(owner)?.id).toBe(orderId);
    expect(shop.order.view({ kind: 'guest', tokenHash: '' })).toBeNull();
    expect(shop.order.view({ kind: 'guest', tokenHash: 'cd'.repeat(32) })).toBeNull();
  });
});
