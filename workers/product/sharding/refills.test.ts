import { describe, expect, it } from 'vitest';
import { type Pool, Refills } from './refills.ts';

/** What comes of a round of calling back: so many units arrive, so many of them came free since the round before. */
interface Round {
  back: number;
  freed?: number;
  /** Somebody does not answer. */
  silent?: boolean;
}

class FakePool implements Pool {
  available: number;
  freed = 0;
  rounds = 0;
  readonly #script: Round[];

  constructor(available: number, script: Round[]) {
    this.available = available;
    this.#script = script;
  }

  async recall(): Promise<boolean> {
    const { back, freed = 0, silent = false } = this.#script[this.rounds] ?? { back: 0 };
    this.rounds += 1;
    this.available += back;
    this.freed += freed;
    return !silent;
  }
}

async function asked(units: number, available: number, script: Round[]) {
  const pool = new FakePool(available, script);
  const left = await new Refills(pool).take(
    () => units,
    (found) => found,
  );
  return { left, rounds: pool.rounds, available: pool.available };
}

describe('who asks for units of a split product', () => {
  it('has them from the product itself where there are enough: no shard is asked', async () => {
    expect(await asked(3, 5, [])).toEqual({ left: 5, rounds: 0, available: 5 });
  });

  it('has them from the shards where there are too few', async () => {
    expect(await asked(3, 1, [{ back: 2 }])).toEqual({ left: 3, rounds: 1, available: 3 });
  });

  it('hears how many there were, once two rounds have found the same', async () => {
    expect(await asked(3, 1, [{ back: 1 }, { back: 0 }])).toEqual({ left: 2, rounds: 2, available: 2 });
  });

  it('is not told so while units come free behind the back of a round', async () => {
    // The first shard is asked before a unit comes free there, the second after it has sold its last two.
    const script = [{ back: 0 }, { back: 0, freed: 2 }, { back: 0 }];
    expect(await asked(2, 0, script)).toEqual({ left: 0, rounds: 3, available: 0 });
  });

  it('is told nothing where they never stop to come and go', async () => {
    const script = Array.from({ length: 9 }, () => ({ back: 0, freed: 1 }));
    expect(await asked(2, 0, script)).toEqual({ left: null, rounds: 5, available: 0 });
  });

  it('is told nothing where a shard does not answer, unless the others have enough', async () => {
    expect((await asked(2, 0, [{ back: 1, silent: true }, { back: 0 }])).left).toBeNull();
    expect((await asked(2, 0, [{ back: 2, silent: true }])).left).toBe(2);
  });

  it('shares a round with all who wait, and has its turn in their order', async () => {
    const pool = new FakePool(0, [{ back: 3 }, { back: 0 }]);
    const refills = new Refills(pool);
    const turns: [number, number][] = [];
    const take = (units: number) =>
      refills.take(
        () => units,
        (_left, promised) => turns.push([units, promised]),
      );
    const first = take(1);
    // They come while the first one is looked after.
    await Promise.all([first, take(5), take(2)]);
    expect(turns).toEqual([
      [1, 0],
      [5, 2],
      [2, 0],
    ]);
    expect(pool.rounds).toBeLessThanOrEqual(4);
  });

  it('hears of what goes wrong, and the next one is served', async () => {
    const refills = new Refills(new FakePool(1, []));
    const broken = refills.take(
      () => 1,
      () => {
        throw new Error('broken');
      },
    );
    await expect(broken).rejects.toThrow('broken');
    const units = () => 1;
    expect(await refills.take(units, (left) => left)).toBe(1);
  });
});
