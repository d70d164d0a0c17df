import type { Env } from '../env.ts';

/** What is counted, in windows of a minute: by caller, by address, or both. */
export type Policy =
  /** Every request. */
  | 'general'
  /** Checkouts: each may move money, and card numbers are tried out with them. */
  | 'checkout'
  /** Carts of anonymous callers, each of which is an actor that stays. By address. */
  | 'carts'
  /** Credentials that were wrong. By address. */
  | 'tokens';

/** The rate-limit binding has windows of 10 or 60 s. */
export const windowMs = 60_000;

/** What Cloudflare's rate-limit binding can do. */
export interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

interface Setting {
  /** Per key and minute; 0 for without limit. */
  quota: number;
  binding: RateLimitBinding | undefined;
}

export function settingOf(policy: Policy, env: Env): Setting {
  switch (policy) {
    case 'general':
      return { quota: Number(env.REQUESTS_PER_MINUTE), binding: env.REQUEST_LIMIT };
    case 'checkout':
      return { quota: Number(env.CHECKOUTS_PER_MINUTE), binding: env.CHECKOUT_LIMIT };
    case 'carts':
      return { quota: Number(env.CARTS_PER_MINUTE), binding: env.CART_LIMIT };
    case 'tokens':
      return { quota: Number(env.WRONG_TOKENS_PER_MINUTE), binding: env.TOKEN_LIMIT };
  }
}
