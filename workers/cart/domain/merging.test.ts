import { describe, expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import { accept, reject } from '../../../shared/result.ts';
import {
  add,
  added,
  alice,
  at,
  beginMerge,
  by,
  cartId,
  checkoutStarted,
  converted,
  created,
  createdByGuest,
  expired,
  facts,
  given,
  guest,
  guestCartId,
  line,
  mergeRefused,
  mergeStarted,
  orderId,
  surrendered,
  takenOver,
  tokenHash,
} from '../test-support/basket.ts';
import { type Contents, due, mergeRetryMs } from './cart.ts';
import type { CartCommand, Surrender } from './commands.ts';

const nothing = accept([]);
const notFound = reject({ type: 'CartNotFound' });
const own = [created, added('tea', 2)];
const guests = [createdByGuest, added('tea', 3), added('rice', 1)];

function surrender(change: Partial<Surrender> = {}): CartCommand {
  return { type: 'Surrender', at, into: cartId, tokenHash, currency: 'EUR', occupied: [], ...change };
}

function takeOver(...lines: ReturnType<typeof line>[]): CartCommand {
  return { type: 'TakeOverLines', at, from: guestCartId, lines };
}

const refuse: CartCommand = { type: 'RefuseMerge', at, from: guestCartId };
const delay: CartCommand = { type: 'DelayMerge', at, from: guestCartId };

describe("a customer's cart", () => {
  it('first writes down that it means to take over another one', () => {
    expect(given(...own).when(beginMerge)).toEqual(accept([mergeStarted]));
    expect(due(given(...own, mergeStarted).state)).toBe(at + mergeRetryMs);
  });

  it('that means to already need not write it down again', () => {
    expect(given(...own, mergeStarted).when(beginMerge)).toEqual(nothing);
  });

  it('takes over one cart at a time, and with one token', () => {
    const busy = reject({ type: 'CartMerging' });
    const merging = given(...own, mergeStarted);
    expect(merging.when({ ...beginMerge, from: 'crt_another' } as CartCommand)).toEqual(busy);
    expect(merging.when({ ...beginMerge, tokenHash: 'b'.repeat(64) } as CartCommand)).toEqual(busy);
  });

  it('does not take over itself', () => {
    expect(given(...own).when({ ...beginMerge, from: cartId } as CartCommand)).toEqual(notFound);
  });

  it("is the only one that takes over: a guest's cart does not", () => {
    expect(
      given(createdByGuest).when(by(guest, { ...beginMerge, from: 'crt_another' } as CartCommand)),
    ).toEqual(notFound);
  });

  it('takes the lines in: quantities add up, and nothing is left behind', () => {
    const merging = given(...own, mergeStarted);
    const lines = [line('tea', 3), line('rice', 1)];
    expect(merging.when(takeOver(...lines))).toEqual(accept([takenOver(...lines)]));
    expect(given(...own, mergeStarted, takenOver(...lines)).state).toMatchObject({
      status: 'open',
      merging: null,
      lines: [line('tea', 5), line('rice', 1)],
    });
  });

  it('keeps its own price of what both hold, and the newest that either knows', () => {
    const dearer = { seq: 9, priceMinor: 200 };
    expect(given(...own, mergeStarted, takenOver(line('tea', 3, dearer))).state).toMatchObject({
      lines: [{ productId: 'tea', quantity: 5, added: facts(), known: facts(dearer) }],
    });
    const older = { seq: 1, priceMinor: 90 };
    expect(given(...own, mergeStarted, takenOver(line('tea', 3, older))).state).toMatchObject({
      lines: [{ added: facts(), known: facts() }],
    });
  });

  it('takes the lines in once, however often they come', () => {
    const done = given(...own, mergeStarted, takenOver(line('tea', 3)));
    expect(done.when(takeOver(line('tea', 3)))).toEqual(nothing);
    expect(done.when(beginMerge)).toEqual(nothing);
  });

  it('knows for good what it has taken over, even when it is in a checkout or sold', () => {
    const done = [...own, mergeStarted, takenOver(line('tea', 3)), checkoutStarted];
    expect(given(...done).when(beginMerge)).toEqual(nothing);
    expect(given(...done, converted).when(beginMerge)).toEqual(nothing);
  });

  it('does not take in what it never asked for', () => {
    expect(given(...own).when(takeOver(line('tea', 3)))).toEqual(nothing);
    const fromAnother = { ...takeOver(line('tea', 3)), from: 'crt_another' } as CartCommand;
    expect(given(...own, mergeStarted).when(fromAnother)).toEqual(nothing);
  });

  it('that is refused is as it was, and may ask again', () => {
    expect(given(...own, mergeStarted).when(refuse)).toEqual(accept([mergeRefused]));
    const refused = given(...own, mergeStarted, mergeRefused);
    expect(refused.state).toEqual(given(...own).state);
    expect(refused.when(beginMerge)).toEqual(accept([mergeStarted]));
    expect(refused.when(refuse)).toEqual(nothing);
  });

  it('that is kept waiting asks again after a while, and does not expire meanwhile', () => {
    const delayed = { type: 'MergeDelayed' as const, at, from: guestCartId, retryAt: at + mergeRetryMs };
    const merging = given(...own, mergeStarted);
    expect(merging.when(delay)).toEqual(accept([delayed]));
    const later = { ...delayed, retryAt: at + 60_000 };
    const waiting = given(...own, mergeStarted, later);
    expect(due(waiting.state)).toBe(at + 60_000);
    expect(waiting.when(takeOver(line('tea', 3)))).toEqual(accept([takenOver(line('tea', 3))]));
    expect(given(...own).when(delay)).toEqual(nothing);
  });

  it('looks the same, with the same version, while it is kept waiting', () => {
    const delayed = { type: 'MergeDelayed' as const, at: at + 5, from: guestCartId, retryAt: at + 60_000 };
    const { version, updatedAt } = given(...own).state as Contents;
    expect(given(...own, mergeStarted, delayed).state).toMatchObject({ version, updatedAt });
  });

  it('remembers of every other cart how it stands with it', () => {
    const run = given(...own, mergeStarted);
    expect(run.entries.get(guestCartId)).toEqual({ status: 'started' });
    run.apply({ type: 'MergeDelayed', at, from: guestCartId, retryAt: at + 60_000 });
    expect(run.entries.get(guestCartId)).toEqual({ status: 'started' });
    run.apply(mergeRefused);
    expect(run.entries.get(guestCartId)).toEqual({ status: 'refused' });
    run.apply(mergeStarted);
    run.apply(takenOver(line('tea', 3)));
    expect([...run.entries]).toEqual([[guestCartId, { status: 'takenOver' }]]);
  });

  it('goes on taking items meanwhile', () => {
    expect(given(...own, mergeStarted).when(add('rice', 1)).ok).toBe(true);
  });
});

describe("a guest's cart", () => {
  it('is closed when it is surrendered, and shows where its lines are', () => {
    expect(given(...guests).when(surrender())).toEqual(accept([surrendered]));
    expect(given(...guests, surrendered).state).toMatchObject({
      status: 'merged',
      into: cartId,
      lines: [line('tea', 3), line('rice', 1)],
    });
    expect(due(given(...guests, surrendered).state)).toBeUndefined();
  });

  it('says yes again to the cart that has it, and no to every other one', () => {
    const gone = given(...guests, surrendered);
    expect(gone.when(surrender())).toEqual(nothing);
    expect(gone.when(surrender({ into: 'crt_another' }))).toEqual(reject({ type: 'CartExpired' }));
  });

  it('is surrendered with nothing in it, too, whatever its currency', () => {
    expect(given(createdByGuest).when(surrender({ currency: 'JPY' }))).toEqual(accept([surrendered]));
  });

  it('is not surrendered to who does not know its token', () => {
    expect(given(...guests).when(surrender({ tokenHash: 'b'.repeat(64) }))).toEqual(notFound);
    expect(given(...guests).when(surrender({ tokenHash: '' }))).toEqual(notFound);
    expect(given(...guests, surrendered).when(surrender({ tokenHash: '' }))).toEqual(notFound);
  });

  it('is not there', () => {
    expect(given().when(surrender())).toEqual(notFound);
  });

  it("that is a customer's is not surrendered, whatever the token", () => {
    expect(given(...own).when(surrender({ into: 'crt_another' }))).toEqual(notFound);
    const nameAsToken = surrender({ into: 'crt_another', tokenHash: alice.customerId });
    expect(given(...own).when(nameAsToken)).toEqual(notFound);
  });

  it('is not surrendered in a checkout, or after it', () => {
    const frozen = [...guests, checkoutStarted];
    expect(given(...frozen).when(surrender())).toEqual(reject({ type: 'CheckoutInProgress', orderId }));
    expect(given(...frozen, converted).when(surrender())).toEqual(reject({ type: 'CartConverted', orderId }));
    expect(given(...guests, expired).when(surrender())).toEqual(reject({ type: 'CartExpired' }));
  });

  it('is not surrendered in another currency', () => {
    expect(given(...guests).when(surrender({ currency: 'JPY' }))).toEqual(
      reject({ type: 'CurrencyMismatch', expected: 'JPY', actual: 'EUR' }),
    );
  });
});

describe('a merge that would be too much', () => {
  const products = (count: number) => Array.from({ length: count }, (_, i) => `p-${i}`);
  const holding = (ids: string[], quantity = 1) => ids.map((productId) => ({ productId, quantity }));

  it('of lines is refused as a whole, and beforehand', () => {
    const fits = holding([...products(maxLinesPerCart - 2), 'tea']);
    expect(given(...guests).when(surrender({ occupied: fits })).ok).toBe(true);
    const over = surrender({ occupied: holding(products(maxLinesPerCart - 1)) });
    expect(given(...guests).when(over)).toEqual(reject({ type: 'TooManyLines', limit: maxLinesPerCart }));
  });

  it('of one product is refused as a whole, and beforehand', () => {
    const fits = surrender({ occupied: holding(['tea'], maxQuantityPerLine - 3) });
    expect(given(...guests).when(fits).ok).toBe(true);
    const over = surrender({ occupied: holding(['tea'], maxQuantityPerLine - 2) });
    expect(given(...guests).when(over)).toEqual(
      reject({ type: 'QuantityLimit', productId: 'tea', limit: maxQuantityPerLine }),
    );
  });
});
