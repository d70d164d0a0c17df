/** What a product has at hand, and can call back from its shards. */
export interface Pool {
  /** Units that are free in the product's own actor. */
  readonly available: number;
  /** Units that ever came free at shards, as far as they were heard of. */
  readonly freed: number;
  /** Calls back everything that is free at a shard; says whether all of them have answered. */
  recall(): Promise<boolean>;
}

interface Asked {
  units(): number;
  /** It has its turn. `promised`: units that those behind it want. */
  serve(left: number | null, promised: number): void;
  fail(error: unknown): void;
}

/** Where units keep coming free meanwhile, it cannot be told how many there are; whoever asks then asks again. */
const maxRounds = 5;

/**
 * Who wants units of a split product has them from here, one after the other. Only where the product's own actor has
 * too few are the shards asked, and once for all who are waiting then.
 */
export class Refills {
  readonly #pool: Pool;
  #asked: Asked[] = [];
  #serving = false;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * @param use runs when it is its turn, and without a pause to whatever it then finds. It hears how many units were
   *   free in all, at some moment meanwhile; null where that could not be told. It has enough unless it hears of less.
   */
  take<Value>(units: () => number, use: (left: number | null, promised: number) => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#asked.push({
        units,
        serve: (left, promised) => resolve(use(left, promised)),
        fail: reject,
      });
      if (!this.#serving) void this.#serveAll();
    });
  }

  async #serveAll(): Promise<void> {
    this.#serving = true;
    while (this.#asked.length > 0) {
      const batch = this.#asked;
      this.#asked = [];
      await this.#gather(batch).then(
        (left) => serveBatch(batch, left),
        (error) => {
          for (const { fail } of batch) fail(error);
        },
      );
    }
    this.#serving = false;
  }

  /**
   * What is free in all is known for the moment between two rounds of calling back, if all shards answered both and
   * nothing came free at any of them between its answers: then everything was here.
   */
  async #gather(batch: Asked[]): Promise<number | null> {
    const pool = this.#pool;
    const wanted = () => sumOfUnits(batch);
    for (let round = 0; round < maxRounds && pool.available < wanted(); round++) {
      const [left, freed] = [pool.available, pool.freed];
      const allAnswered = await pool.recall();
      if (!allAnswered) return pool.available < wanted() ? null : pool.available;
      if (round > 0 && pool.freed === freed && pool.available < wanted()) return left;
    }
    return pool.available < wanted() ? null : pool.available;
  }
}

function sumOfUnits(batch: Asked[]): number {
  return batch.reduce((sum, { units }) => sum + Math.max(0, units()), 0);
}

function serveBatch(batch: Asked[], left: number | null): void {
  batch.forEach((asked, index) => {
    try {
      asked.serve(left, sumOfUnits(batch.slice(index + 1)));
    } catch (error) {
      asked.fail(error);
    }
  });
}
