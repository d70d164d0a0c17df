import { describe, expect, it } from 'vitest';
import { accept, reject } from '../../../shared/result.ts';
import {
  adjusted,
  archived,
  at,
  commit,
  committed,
  expire,
  expired,
  giveBack,
  given,
  listed,
  release,
  released,
  reserve,
  reserved,
  restock,
  restocked,
  returned,
  short,
  ttlMs,
} from '../test-support/salmon.ts';
import { type Hold, holds } from './hold.ts';
import type { ProductEvent } from './product.ts';

const ten = [listed, adjusted(10)];
const resolved = (status: string) => reject({ type: 'HoldResolved', holdId: 'h', status });
const mismatch = reject({ type: 'HoldMismatch', holdId: 'h' });
const nothing = accept([]);

function stockAfter(...events: Parameters<typeof given>) {
  const { state } = given(...ten, ...events);
  return state.status === 'none' ? undefined : state.stock;
}

describe('an open hold', () => {
  const open = given(...ten, reserved('h', 4));

  it('is the same hold when it is asked for again', () => {
    expect(open.when(reserve('h', 4))).toEqual(nothing);
  });

  it('is not asked for again with another quantity', () => {
    expect(open.when(reserve('h', 5))).toEqual(mismatch);
  });

  it('becomes a sale of the same quantity, and of no other', () => {
    expect(open.when(commit('h', 4))).toEqual(accept([committed('h', 4)]));
    expect(open.when(commit('h', 3))).toEqual(mismatch);
    expect(stockAfter(reserved('h', 4), committed('h', 4))).toEqual({ onHand: 6, held: 0, sold: 4 });
  });

  it('is released, whoever undoes it', () => {
    expect(open.when(release('h'))).toEqual(accept([released('h', 4)]));
    expect(open.when(giveBack('h'))).toEqual(accept([released('h', 4)]));
    expect(stockAfter(reserved('h', 4), released('h', 4))).toEqual({ onHand: 10, held: 0, sold: 0 });
  });

  it('expires when its time has come, not a moment before', () => {
    expect(open.when(expire('h', at + ttlMs - 1))).toEqual(nothing);
    expect(open.when(expire('h', at + ttlMs))).toEqual(accept([{ ...expired('h', 4), at: at + ttlMs }]));
    expect(stockAfter(reserved('h', 4), expired('h', 4))).toEqual({ onHand: 10, held: 0, sold: 0 });
  });

  it('is looked after when its time has come, and no other hold is', () => {
    const dueAfter = (...events: ProductEvent[]) =>
      holds.due(given(...ten, ...events).entries.get('h') as Hold);
    expect(dueAfter(reserved('h', 4))).toBe(at + ttlMs);
    expect(dueAfter(reserved('h', 4), committed('h', 4))).toBeUndefined();
    expect(dueAfter(reserved('h', 4), expired('h', 4))).toBeUndefined();
    expect(dueAfter(released('h', 0))).toBeUndefined();
  });

  it('can still become a sale of an archived product', () => {
    const gone = given(...ten, reserved('h', 4), archived);
    expect(gone.when(commit('h', 4))).toEqual(accept([committed('h', 4)]));
  });

  it('of another checkout is not touched', () => {
    expect(open.when(commit('other', 4))).toEqual(
      reject({ type: 'HoldResolved', holdId: 'other', status: 'unknown' }),
    );
    expect(open.when(release('other'))).toEqual(accept([released('other', 0)]));
  });
});

describe('a sold hold', () => {
  const sold = given(...ten, reserved('h', 4), committed('h', 4));

  it('is sold already, to whoever commits or reserves it again', () => {
    expect(sold.when(commit('h', 4))).toEqual(nothing);
    expect(sold.when(reserve('h', 4))).toEqual(nothing);
  });

  it('is not sold or reserved again with another quantity', () => {
    expect(sold.when(commit('h', 5))).toEqual(mismatch);
    expect(sold.when(reserve('h', 5))).toEqual(mismatch);
  });

  it('cannot be released, since that would put sold goods back unasked', () => {
    expect(sold.when(release('h'))).toEqual(resolved('committed'));
  });

  it('comes back on the shelf when it is given back', () => {
    expect(sold.when(giveBack('h'))).toEqual(accept([returned('h', 4)]));
    expect(stockAfter(reserved('h', 4), committed('h', 4), returned('h', 4))).toEqual({
      onHand: 10,
      held: 0,
      sold: 0,
    });
  });

  it('does not expire', () => {
    expect(sold.when(expire('h'))).toEqual(nothing);
  });
});

describe('units of a sale that come back', () => {
  const sold = given(...ten, reserved('h', 4), committed('h', 4));
  const some = given(...ten, reserved('h', 4), committed('h', 4), restocked('h', 'r1', 1));

  it('are on the shelf again, and the rest stays sold', () => {
    expect(sold.when(restock('h', 'r1', 1))).toEqual(accept([restocked('h', 'r1', 1)]));
    expect(stockAfter(reserved('h', 4), committed('h', 4), restocked('h', 'r1', 1))).toEqual({
      onHand: 7,
      held: 0,
      sold: 3,
    });
  });

  it('come back once for each return, and with another quantity not at all', () => {
    expect(some.when(restock('h', 'r1', 1))).toEqual(nothing);
    expect(some.when(restock('h', 'r1', 2))).toEqual(mismatch);
    expect(some.when(restock('h', 'r2', 1))).toEqual(accept([restocked('h', 'r2', 1)]));
  });

  it('are never more than are still sold', () => {
    expect(sold.when(restock('h', 'r1', 4))).toEqual(accept([restocked('h', 'r1', 4)]));
    expect(sold.when(restock('h', 'r1', 5))).toEqual(mismatch);
    expect(some.when(restock('h', 'r2', 3))).toEqual(accept([restocked('h', 'r2', 3)]));
    expect(some.when(restock('h', 'r2', 4))).toEqual(mismatch);
  });

  it('do not come back a second time when the rest is given back', () => {
    expect(some.when(giveBack('h'))).toEqual(accept([returned('h', 3)]));
  });
});

describe('a released hold', () => {
  it.each([
    ['that was open', [reserved('h', 4), released('h', 4)]],
    ['that never was', [released('h', 0)]],
    ['that had expired', [reserved('h', 4), expired('h', 4), released('h', 0)]],
  ])('%s is over for good', (_which, events) => {
    const over = given(...ten, ...events);
    expect(over.when(release('h'))).toEqual(nothing);
    expect(over.when(giveBack('h'))).toEqual(nothing);
    expect(over.when(expire('h'))).toEqual(nothing);
    expect(over.when(reserve('h', 4))).toEqual(resolved('released'));
    expect(over.when(commit('h', 4))).toEqual(resolved('released'));
    expect(stockAfter(...events)).toEqual({ onHand: 10, held: 0, sold: 0 });
  });

  it('that never was can be one of a product that is not listed yet', () => {
    expect(given().when(release('h'))).toEqual(accept([released('h', 0)]));
    const later = given(released('h', 0), ...ten);
    expect(later.when(reserve('h', 1))).toEqual(resolved('released'));
    expect(later.state).toMatchObject({ stock: { onHand: 10, held: 0, sold: 0 } });
  });
});

describe('an expired hold', () => {
  const late = given(...ten, reserved('h', 4), expired('h', 4));

  it('is sold all the same while there is enough', () => {
    expect(late.when(commit('h', 4))).toEqual(accept([committed('h', 4, { late: true })]));
    expect(stockAfter(reserved('h', 4), expired('h', 4), committed('h', 4, { late: true }))).toEqual({
      onHand: 6,
      held: 0,
      sold: 4,
    });
  });

  it('does not take what others hold by now', () => {
    const taken = given(...ten, reserved('h', 4), expired('h', 4), reserved('other', 7));
    expect(taken.when(commit('h', 4))).toEqual(reject(short(4, 3)));
  });

  it('is sold even of a product that has been archived meanwhile: it was promised', () => {
    const gone = given(...ten, reserved('h', 4), archived, expired('h', 4));
    expect(gone.when(commit('h', 4))).toEqual(accept([committed('h', 4, { late: true })]));
  });

  it('is not sold with another quantity', () => {
    expect(late.when(commit('h', 3))).toEqual(mismatch);
  });

  it('is not reserved again under its old id', () => {
    expect(late.when(reserve('h', 4))).toEqual(resolved('expired'));
  });

  it('is closed by a release, so that no late commit can follow', () => {
    expect(late.when(release('h'))).toEqual(accept([released('h', 0)]));
    expect(late.when(giveBack('h'))).toEqual(accept([released('h', 0)]));
  });
});

describe('a returned hold', () => {
  const back = given(...ten, reserved('h', 4), committed('h', 4), returned('h', 4));

  it('is over for good', () => {
    expect(back.when(giveBack('h'))).toEqual(nothing);
    expect(back.when(release('h'))).toEqual(nothing);
    expect(back.when(expire('h'))).toEqual(nothing);
    expect(back.when(reserve('h', 4))).toEqual(resolved('returned'));
    expect(back.when(commit('h', 4))).toEqual(resolved('returned'));
    expect(back.when(restock('h', 'r1', 1))).toEqual(resolved('returned'));
  });
});

describe('a hold that is not known', () => {
  it('is not sold, and nothing of it comes back', () => {
    expect(given(...ten).when(commit('h', 4))).toEqual(resolved('unknown'));
    expect(given(...ten).when(restock('h', 'r1', 1))).toEqual(resolved('unknown'));
  });

  it('does not expire', () => {
    expect(given(...ten).when(expire('h'))).toEqual(nothing);
  });

  it('is remembered as released, so that its reserve is refused when it comes late', () => {
    expect(given(...ten).when(release('h'))).toEqual(accept([released('h', 0)]));
    expect(given(...ten).when(giveBack('h'))).toEqual(accept([released('h', 0)]));
  });
});
