import type { Actor } from '../../../shared/actor/actor.ts';
import type { Cause } from '../../../shared/actor/event-log.ts';
import type { Platform } from '../../../shared/actor/platform.ts';
import { type Answer, refused } from '../../../shared/contracts/call.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import type { ProductCommand, ShardingCommand } from '../domain/commands.ts';
import type { Hold } from '../domain/hold.ts';
import type { Listed, Product, ProductEvent } from '../domain/product.ts';
import {
  accountOf,
  freeAt,
  knownShards,
  listingOf,
  openShards,
  type Report,
  type Sharding,
  unheardShards,
  type Word,
} from '../domain/sharding.ts';
import { available } from '../domain/stock.ts';
import { Backlog } from './backlog.ts';
import { type Pool, Refills } from './refills.ts';

/** A shard, as its product calls it. */
export interface RemoteShard {
  hear(word: Word): Promise<Report>;
}

export type FindShard = (shard: number) => RemoteShard;

/** What a shard gets that has asked for units: with `given`, they are there. */
export interface Supply extends Word {
  /** How many were free in all at some moment meanwhile, if too few; null: that could not be told. */
  left: number | null;
}

/** A shard answers within milliseconds, unless it is not there: then who waits must hear of that in time. */
const shardDeadlineMs = 2_000;

/** The cause of what product and shards do among themselves. */
export const stockCause: Cause = { caller: 'stock', request: '', trace: '' };

type ProductState = Actor<Product, ProductCommand, ProductEvent, Rejection, Hold>;

/** The product's side of a split stock: hands units out to shards, and calls them back. */
export class SplitStock implements Pool {
  readonly refills = new Refills(this);
  /** Who wants units that are not in the product's own actor. */
  readonly backlog = new Backlog((units) => this.#gatherFor(units));
  readonly #actor: ProductState;
  readonly #platform: Platform;
  readonly #find: FindShard;

  constructor(actor: ProductState, platform: Platform, find: FindShard) {
    this.#actor = actor;
    this.#platform = platform;
    this.#find = find;
  }

  get isSplit(): boolean {
    return this.#actor.state.status !== 'none' && this.#actor.state.sharding !== undefined;
  }

  get available(): number {
    return available(this.#split.stock);
  }

  get freed(): number {
    return this.#split.sharding.shards.reduce((sum, { freed }) => sum + freed, 0);
  }

  async recall(): Promise<boolean> {
    return this.#all(knownShards(this.#split), (shard) => this.say(shard, { recall: true }));
  }

  /** Hears from every shard how it stands; says whether all have answered. */
  census(): Promise<boolean> {
    return this.#all(knownShards(this.#split), (shard) => this.say(shard));
  }

  /** Does something once so many units are here, or all that are free anywhere; or says that not all could be asked. */
  withUnits<Value>(units: number, work: () => Answer<Value>): Promise<Answer<Value>> {
    return this.refills.take(
      () => units,
      (left) => (left === null ? refused({ type: 'ServiceUnavailable', service: 'product' }) : work()),
    );
  }

  /** Does something once all that is free anywhere is here. */
  async withAllUnits<Value>(work: () => Answer<Value>): Promise<Answer<Value>> {
    if (!(await this.recall())) return refused({ type: 'ServiceUnavailable', service: 'product' });
    return work();
  }

  /** Tells those shards of the product's details that have not heard of them. */
  tellUnheard(): Promise<boolean> {
    return this.#all(unheardShards(this.#split), (shard) => this.say(shard));
  }

  /** Says something to a shard, and hears how it stands. */
  async say(shard: number, more: Partial<Pick<Word, 'recall' | 'seal'>> = {}): Promise<Report> {
    const answer = this.#find(shard).hear({ ...this.#wordTo(shard), ...more });
    const report = await withDeadline(answer, shardDeadlineMs, 'product');
    this.#hear(shard, report);
    return report;
  }

  /** A shard tells how it stands. One that no new orders come to any more keeps nothing. */
  report(shard: number, report: Report): Word {
    this.#hear(shard, report);
    if (shard >= openShards(this.#split) && report.free > 0) {
      this.#platform.defer(
        this.say(shard, { recall: true }).then(
          () => {},
          (error) => console.warn('a shard keeps what is free until it is asked again:', error),
        ),
      );
    }
    return this.#wordTo(shard);
  }

  /** A shard has given back all that was free, and wants so many units for orders that wait. */
  refill(shard: number, report: Report, wanted: number): Promise<Supply> {
    this.#hear(shard, report);
    const short = () => Math.max(0, wanted - freeAt(this.#account(shard)));
    return this.refills.take(short, (left, promised) => {
      const isEnough = short() <= this.available;
      const units = isEnough ? short() + this.#spare(short() + promised) : this.available;
      this.#own({ type: 'AllotStock', at: this.#platform.now(), shard, units });
      return { ...this.#wordTo(shard), left: isEnough ? wanted : left };
    });
  }

  #gatherFor(units: number): Promise<number | null> {
    return this.refills.take(
      () => units,
      (left) => {
        this.backlog.serve();
        return left;
      },
    );
  }

  /** So much more than is wanted that a shard need not come back at once, and others find something, too. */
  #spare(promised: number): number {
    const count = openShards(this.#split);
    return count === 0 ? 0 : Math.max(0, Math.floor((this.available - promised) / (2 * count)));
  }

  async #all(shards: number[], ask: (shard: number) => Promise<unknown>): Promise<boolean> {
    const answers = await Promise.allSettled(shards.map(ask));
    return answers.every(({ status }) => status === 'fulfilled');
  }

  #hear(shard: number, report: Report): void {
    this.#own({ type: 'HearShard', at: this.#platform.now(), shard, report });
    this.backlog.serve();
  }

  #wordTo(shard: number): Word {
    const { given } = this.#account(shard);
    return { given, listing: listingOf(this.#split), recall: false, seal: null };
  }

  #account(shard: number) {
    return accountOf(this.#split.sharding, shard);
  }

  get #split(): Listed & { sharding: Sharding } {
    const { state } = this.#actor;
    if (state.status === 'none' || !state.sharding) throw new Error('this product was never split');
    return { ...state, sharding: state.sharding };
  }

  #own(command: ShardingCommand): void {
    const decision = this.#actor.handleOwn(command, stockCause);
    if (!decision.ok) throw new Error(`what was just seen is not so: ${decision.rejection.type}`);
    this.#actor.publishSoon();
  }
}
