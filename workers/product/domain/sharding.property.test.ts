import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itObeysTheLawsOfDeciders, turnsOf } from '../../../shared/test-support/decider-laws.ts';
import { DomainRun } from '../../../shared/test-support/domain-run.ts';
import { anyShardCommands, anySplitCommands } from '../test-support/any-split-commands.ts';
import {
  adjust,
  allot,
  at,
  changeShards,
  given,
  hear,
  list,
  productDecider,
  ttlMs,
} from '../test-support/salmon.ts';
import { holdsAmong } from './hold.ts';
import type { Listed } from './product.ts';
import { decideShard } from './shard/decide.ts';
import { evolveShard, initialShard, reportOf, type ShardCommand, type ShardEvent } from './shard/shard.ts';
import { accountOf, freeAt, listingOf, type Report, stockInAll, type Word } from './sharding.ts';
import { available } from './stock.ts';

const shardDecider = {
  initialState: initialShard,
  decide: decideShard,
  evolve: evolveShard,
  entries: holdsAmong<ShardCommand, ShardEvent>(),
};

describe('a product whose stock is split', () => {
  itObeysTheLawsOfDeciders(productDecider, anySplitCommands, [
    'StockAdjusted',
    'StockAllotted',
    'ShardsChangePutOff',
  ]);
});

describe('a shard', () => {
  itObeysTheLawsOfDeciders(shardDecider, anyShardCommands, []);

  it('has every unit that it took and did not give back on hand or sold', () => {
    const balanced = fc.property(anyShardCommands, (commands) => {
      for (const { run } of turnsOf(shardDecider, commands)) {
        const { stock, taken, returned } = run.state;
        expect(stock.onHand + stock.sold).toBe(taken - returned);
        expect(Math.min(stock.onHand, stock.held, stock.sold, available(stock))).toBeGreaterThanOrEqual(0);
      }
    });
    fc.assert(balanced);
  });

  it('takes in no order that was placed behind its seal, whatever it has taken before', () => {
    const sealed = fc.property(anyShardCommands, (commands) => {
      for (const { run } of turnsOf(shardDecider, commands)) {
        const { seal, latestPlacedAt = 0 } = run.state;
        const before = run.history.findLastIndex(({ type }) => type === 'ShardSealed');
        const untilThen = run.history.slice(0, before);
        const taken = untilThen.map((event) => ('placedAt' in event ? (event.placedAt ?? 0) : 0));
        if (seal) expect(seal.from).toBeGreaterThan(Math.max(0, ...taken));
        expect(latestPlacedAt).toBeGreaterThanOrEqual(Math.max(0, ...taken));
      }
    });
    fc.assert(sealed);
  });
});

const shards = [0, 1, 2];

/** Something that happens between a product and its shards, or at one of them. */
interface Act {
  what: Deed;
  shard: number;
  units: number;
  hold: string;
  /** Which of the messages that were ever sent arrives. */
  message: number;
}

/** Those that come twice are likelier. */
const deeds = [
  ...(['allot', 'allot', 'giveBack', 'tell', 'hearWord', 'hearWord', 'hearReport', 'hearReport'] as const),
  ...(['hold', 'sell', 'release', 'holdAtProduct'] as const),
];
type Deed = (typeof deeds)[number];

const acts = fc.array(
  fc.record({
    what: fc.constantFrom(...deeds),
    shard: fc.constantFrom(...shards),
    units: fc.integer({ min: 1, max: 9 }),
    hold: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    message: fc.nat(),
  }),
  { maxLength: 120 },
);

/** A product and its shards, and every word that was ever said between them: each may arrive at any time, or never. */
class Between {
  readonly received = 40;
  readonly product = given();
  readonly shards = shards.map(() => new DomainRun(shardDecider));
  readonly #words: { shard: number; word: Word }[] = [];
  readonly #reports: { shard: number; report: Report }[] = [];

  constructor() {
    for (const command of [list(), adjust(this.received), changeShards(shards.length)])
      this.product.take(command);
  }

  get state(): Listed {
    return this.product.state as Listed;
  }

  act({ what, shard, units, hold, message }: Act): void {
    const run = this.#run(shard);
    const reserve = {
      type: 'ReserveStock',
      at,
      productId: 'x',
      holdId: hold,
      quantity: units,
      ttlMs,
    } as const;
    const doing: Record<Deed, () => unknown> = {
      allot: () => this.product.take(allot(shard, units)) && this.#say(shard),
      giveBack: () => run.take({ type: 'ReturnUnits', at }) && this.#tell(shard),
      tell: () => this.#tell(shard),
      hearWord: () => this.#hearWord(message),
      hearReport: () => this.#hearReport(message),
      hold: () => run.take(reserve),
      sell: () => run.take({ type: 'CommitHold', at, holdId: hold, quantity: units }),
      release: () => run.take({ type: 'GiveBackHold', at, holdId: hold }),
      holdAtProduct: () => this.product.take(reserve),
    };
    doing[what]();
  }

  #hearWord(message: number): void {
    const sent = this.#words[message % Math.max(1, this.#words.length)];
    if (sent) this.#run(sent.shard).take({ type: 'HearProduct', at, ...sent.word });
  }

  #hearReport(message: number): void {
    const sent = this.#reports[message % Math.max(1, this.#reports.length)];
    if (sent) this.product.take(hear(sent.shard, sent.report));
  }

  #run(shard: number): (typeof this.shards)[number] {
    return this.shards[shard] as (typeof this.shards)[number];
  }

  #say(shard: number): void {
    const { given: units } = accountOf(this.state.sharding as NonNullable<Listed['sharding']>, shard);
    const word = { given: units, listing: listingOf(this.state), recall: false, seal: null };
    this.#words.push({ shard, word });
  }

  #tell(shard: number): void {
    const run = this.#run(shard);
    this.#reports.push({ shard, report: reportOf(run.state, run.history.length) });
  }
}

describe('between a product and its shards, whatever is lost, repeated or late,', () => {
  it('no unit is lost, and none is anywhere twice', () => {
    const kept = fc.property(acts, (given) => {
      const between = new Between();
      for (const one of given) {
        between.act(one);
        const { stock, sharding } = between.state;
        const elsewhere = between.shards.map(({ state }, shard) => {
          const account = accountOf(sharding as NonNullable<typeof sharding>, shard);
          const onTheWay = account.given - state.taken + (state.returned - account.returned);
          expect(account.given).toBeGreaterThanOrEqual(state.taken);
          expect(state.returned).toBeGreaterThanOrEqual(account.returned);
          return state.stock.onHand + state.stock.sold + onTheWay;
        });
        const all = elsewhere.reduce((sum, units) => sum + units, stock.onHand + stock.sold);
        expect(all).toBe(between.received);
        expect(sharding?.received).toBe(between.received);
        expect(available(stock)).toBeGreaterThanOrEqual(0);
      }
    });
    fc.assert(kept);
  });

  it('what the product knows of them adds up', () => {
    const known = fc.property(acts, (given) => {
      const between = new Between();
      for (const one of given) {
        between.act(one);
        const { onHand, held, sold } = stockInAll(between.state);
        expect(onHand + sold).toBe(between.received);
        expect(onHand - held).toBeGreaterThanOrEqual(0);
        for (const account of between.state.sharding?.shards ?? [])
          expect(freeAt(account)).toBeGreaterThanOrEqual(0);
      }
    });
    fc.assert(known);
  });
});
