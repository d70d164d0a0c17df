import { type Caller, callerName } from '../../../shared/contracts/caller.ts';
import { type Problem, problem } from '../../../shared/http/problem.ts';
import type { Env } from '../env.ts';
import type { Handling } from '../handling.ts';
import { addressOf, networkOf } from './address.ts';
import { rateLimitHeaders } from './headers.ts';
import { exhausted, type Taken, take } from './limiter.ts';
import type { Policy } from './policy.ts';

export const rateLimited = problem(
  429,
  'rate-limited',
  'Too many requests',
  'There were too many of these within a minute. Retry-After says when to come back.',
);

/** The limits on one request, and what has been counted of it so far. */
export class Limits {
  readonly #env: Env;
  readonly #network: string;
  readonly #taken: Taken[] = [];

  constructor(request: Request, env: Env) {
    this.#env = env;
    this.#network = networkOf(addressOf(request, env));
  }

  /** Counts it for its address, before anything is known of the caller. */
  ofAddress({ rate }: Handling): Promise<Problem | undefined> {
    return rate === 'none' ? nothing : this.#count([['general', this.#network]]);
  }

  /** Counts it for who is calling, and by what it does. */
  ofCaller({ rate }: Handling, caller: Caller): Promise<Problem | undefined> {
    if (rate === 'none') return nothing;
    const known = caller.kind === 'anonymous' ? [] : [callerName(caller)];
    const counts: [Policy, string][] = known.map((name) => ['general', name]);
    if (rate === 'checkout') for (const key of [this.#network, ...known]) counts.push(['checkout', key]);
    if (rate === 'newCart' && caller.kind === 'anonymous') counts.push(['carts', this.#network]);
    return this.#count(counts);
  }

  /** Counts credentials that were wrong. @returns the problem when there were too many: not even that is told then */
  wrongToken(): Promise<Problem | undefined> {
    return this.#count([['tokens', this.#network]]);
  }

  /** Once an address has given too many wrong ones, no more of its guesses are compared until the minute is over. */
  ofGuess(): Problem | undefined {
    const taken = exhausted('tokens', this.#network, this.#env);
    if (taken) this.#taken.push(taken);
    return taken && rateLimited;
  }

  /** What to tell of it. */
  get headers(): Record<string, string> {
    const refused = this.#taken.find(({ allowed }) => !allowed);
    return {
      ...rateLimitHeaders(this.#taken),
      ...(refused ? { 'retry-after': String(refused.resetSeconds) } : {}),
    };
  }

  async #count(counts: [Policy, string][]): Promise<Problem | undefined> {
    const taken = await Promise.all(counts.map(([policy, key]) => take(policy, key, this.#env)));
    for (const one of taken) if (one) this.#taken.push(one);
    return taken.some((one) => one?.allowed === false) ? rateLimited : undefined;
  }
}

const nothing = Promise.resolve(undefined);
