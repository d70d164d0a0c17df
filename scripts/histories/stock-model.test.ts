import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Dice } from '../../shared/test-support/dice.ts';
import type { Entry } from './history.ts';
import { judge } from './judge.ts';

/** A step that somebody takes when it is their turn; nothing when they have come to their end. */
type Person = Generator<void, void>;

/** A shop as small as one can be, and right: buyers who hold, sell, let go, give back, and may hear nothing. */
class TinyShop {
  readonly entries: Entry[] = [];
  readonly #dice: Dice;
  #time = 0;
  #onHand = 0;
  #held = 0;
  #sold = 0;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
  }

  /** So many are in the shop at a time, and take their steps in an order that chance makes. */
  run(people: number, atOnce = 4): Entry[] {
    const busy: Person[] = [];
    for (let coming = people; coming > 0 || busy.length > 0; ) {
      this.#time += 1;
      for (; busy.length < atOnce && coming > 0; coming -= 1) busy.push(this.#person());
      const who = this.#dice.roll(busy.length);
      if (busy[who]?.next().done) busy.splice(who, 1);
    }
    return this.entries;
  }

  #person(): Person {
    return this.#dice.pick([
      () => this.#receive(),
      () => this.#look(),
      () => this.#buy(),
      () => this.#buy(),
    ])();
  }

  *#receive(): Person {
    const call = this.#time;
    yield;
    const units = this.#dice.pick([-1, 1, 4]);
    const isRefused = this.#onHand + units < this.#held;
    if (!isRefused) this.#onHand += units;
    const stock = this.#stock();
    yield;
    if (isRefused) this.#note('receive', units, call, 'fail', { code: 'stock-held' });
    else this.#note('receive', units, call, this.#dice.roll(5) === 0 ? 'info' : 'ok', stock);
  }

  *#look(): Person {
    const call = this.#time;
    yield;
    const stock = this.#stock();
    yield;
    this.#note('stock', null, call, 'ok', stock);
  }

  *#buy(): Person {
    const call = this.#time;
    yield;
    const units = 1 + this.#dice.roll(2);
    const available = this.#onHand - this.#held;
    const isRefused = available < units;
    if (!isRefused) this.#held += units;
    yield;
    if (isRefused)
      return this.#note('checkout', units, call, 'fail', { code: 'insufficient-stock', available });
    this.#held -= units;
    const end = this.#dice.pick(['sold', 'sold', 'declined', 'undone', 'lost'] as const);
    if (end === 'declined') {
      yield;
      return this.#note('checkout', units, call, 'fail', { code: 'payment-declined' });
    }
    this.#sell(units);
    yield;
    if (end === 'undone') this.#sell(-units);
    this.#note('checkout', units, call, end === 'sold' ? 'ok' : 'info', { status: 'confirmed' });
    if (end === 'sold' && this.#dice.roll(3) === 0) yield* this.#cancel(units);
  }

  *#cancel(units: number): Person {
    const call = this.#time;
    yield;
    this.#sell(-units);
    yield;
    this.#note('cancel', units, call, this.#dice.roll(4) === 0 ? 'info' : 'ok', null);
  }

  #sell(units: number): void {
    this.#onHand -= units;
    this.#sold += units;
  }

  #stock() {
    return { onHand: this.#onHand, held: this.#held, sold: this.#sold };
  }

  #note(
    operation: Entry['operation'],
    argument: number | null,
    call: number,
    outcome: Entry['outcome'],
    result: Entry['result'],
  ): void {
    const end = outcome === 'info' ? null : this.#time;
    const who = { client: 'one of them', product: 'onigiri', order: null, attempts: 1 };
    this.entries.push({ ...who, operation, argument, call, return: end, outcome, result });
  }
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe('the stock model', () => {
  test('accuses no shop that is right', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, people) => {
        return judge(new TinyShop(seed).run(people)).violations.length === 0;
      }),
    );
  });

  test('notices when a read says more is sold than was ever bought', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const entries = new TinyShop(seed).run(15);
        const bought = entries.filter(({ operation }) => operation === 'checkout');
        const sold = 1 + bought.reduce((sum, { argument }) => sum + (argument ?? 0), 0);
        const end = Math.max(...entries.map(({ call }) => call)) + 100;
        const read = { ...(entries[0] as Entry), operation: 'stock', outcome: 'ok', call: end } as const;
        const { violations, undecided } = judge([
          ...entries,
          { ...read, return: end, result: { onHand: 0, held: 0, sold } },
        ]);
        return violations.length === 1 && undecided.length === 0;
      }),
    );
  });

  test('decides in the end', () => {
    const histories = Array.from({ length: 20 }, (_, seed) => new TinyShop(seed).run(60));
    expect(histories.flatMap((entries) => judge(entries).undecided)).toEqual([]);
  });
});
