import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';
import { collected } from './test-support/collected.ts';

async function* each<Item>(items: readonly Item[], taken: Item[] = []): AsyncGenerator<Item> {
  for (const item of items) {
    taken.push(item);
    yield item;
  }
}

function turns(count: number): Promise<void> {
  return count === 0
    ? Promise.resolve()
    : new Promise((resolve) => setImmediate(resolve)).then(() => turns(count - 1));
}

describe('working in order', () => {
  it('gives the results in the order of the items, however long each takes, with so many at once at most', async () => {
    const some = fc.asyncProperty(
      fc.array(fc.nat(4)),
      fc.integer({ min: 1, max: 5 }),
      async (lengths, atOnce) => {
        let [running, most] = [0, 0];
        const results = inOrder(
          each(lengths.map((length, index) => ({ length, index }))),
          atOnce,
          async (item) => {
            running += 1;
            most = Math.max(most, running);
            await turns(item.length);
            running -= 1;
            return item.index;
          },
        );
        expect(await collected(results)).toEqual(lengths.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(atOnce);
      },
    );
    await fc.assert(some, { numRuns: 50 });
  });

  it('gives a result while the next item is still to come', async () => {
    const never = new Promise<void>(() => {});
    async function* slow() {
      yield 1;
      await never;
    }
    expect(await inOrder(slow(), 5, async (item) => item).next()).toEqual({ done: false, value: 1 });
  });

  it('takes no more items than it has room for while nobody takes results', async () => {
    const taken: number[] = [];
    const results = inOrder(
      each(
        Array.from({ length: 100 }, (_, index) => index),
        taken,
      ),
      3,
      async (item) => item,
    );
    await results.next();
    await turns(20);
    expect(taken.length).toBeLessThanOrEqual(4);
    await results.return(undefined);
  });

  it('throws what a piece of work throws where its turn is, and ends the source', async () => {
    let ended = false;
    async function* source() {
      try {
        yield* [1, 2, 3];
      } finally {
        ended = true;
      }
    }
    const results = inOrder(source(), 3, async (item) => {
      if (item === 2) throw new Error('two');
      await turns(3);
      return item;
    });
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow('two');
    expect(ended).toBe(true);
  });

  it('gives what was done before the source broke off, and then throws', async () => {
    async function* source() {
      yield 1;
      throw new Error('broke off');
    }
    const seen: number[] = [];
    const all = async () => {
      for await (const value of inOrder(source(), 3, async (item) => item)) seen.push(value);
    };
    await expect(all()).rejects.toThrow('broke off');
    expect(seen).toEqual([1]);
  });
});
