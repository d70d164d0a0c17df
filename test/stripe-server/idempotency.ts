import { StripeProblem } from './errors.ts';

export interface Reply {
  status: number;
  body: string;
  replayed: boolean;
}

type Kept = { fingerprint: string; reply: Omit<Reply, 'replayed'> | null };

/**
 * Stripe's memory of keys, docs.stripe.com/api/idempotent_requests: the first answer again, a 500 too; other
 * parameters are an error, and so is a request that is still running. What fails validation is not kept.
 */
export class KeyMemory {
  readonly #kept = new Map<string, Kept>();

  /** @param work says with its answer whether the key should remember it */
  async reply(
    key: string | undefined,
    fingerprint: string,
    work: () => Promise<{ status: number; body: string; isKept: boolean }>,
  ): Promise<Reply> {
    if (key === undefined) return { ...(await work()), replayed: false };
    const known = this.#kept.get(key);
    if (known) return again(known, fingerprint);
    this.#kept.set(key, { fingerprint, reply: null });
    const { isKept, ...reply } = await work();
    if (isKept) this.#kept.set(key, { fingerprint, reply });
    else this.#kept.delete(key);
    return { ...reply, replayed: false };
  }

  /** A day passes: Stripe removes keys after at least 24 hours. */
  forget(): void {
    this.#kept.clear();
  }
}

function again(known: Kept, fingerprint: string): Reply {
  if (known.fingerprint !== fingerprint) {
    const message = 'Keys for idempotent requests can only be used with the same parameters.';
    throw new StripeProblem(400, { type: 'idempotency_error', message });
  }
  if (known.reply) return { ...known.reply, replayed: true };
  const message = 'There is currently another in-progress request using this Idempotent Key.';
  throw new StripeProblem(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message });
}
