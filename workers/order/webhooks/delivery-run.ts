import type { Platform } from '../../../shared/actor/platform.ts';
import type { Courier, Reply } from './courier.ts';
import type { Claimed, DeliveryTable } from './deliveries.ts';
import { pauseAfter } from './retry.ts';
import type { SettingsTable } from './settings.ts';

/** A receiver gets so many requests at once at most, and a slow one holds up so many deliveries of its own. */
export const maxAttemptsAtOnce = 8;

/** Longer than any attempt takes. Past this, the process that made it has died. */
export const attemptLostAfterMs = 60_000;

/** An alarm may take 15 minutes; what is due still is left to the next one. */
const maxRunMs = 5 * 60_000;

/** RFC 9110, 15.5.11. By Standard Webhooks: nothing is wanted here any more. */
const gone = 410;

interface Parts {
  platform: Platform;
  settings: SettingsTable;
  deliveries: DeliveryTable;
  courier: Courier;
  /** From 0 up to 1. */
  chance: () => number;
  /** Something else may be due now. */
  onChange: () => void;
}

/** Sends what is due at an endpoint. */
export class DeliveryRun {
  readonly #parts: Parts;
  #underWay = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Ends when nothing is due any more that it could begin. */
  async send(): Promise<void> {
    const until = this.#now() + maxRunMs;
    const lanes: Promise<void>[] = [];
    while (this.#underWay < maxAttemptsAtOnce) {
      const claimed = this.#claim(until);
      if (!claimed) break;
      lanes.push(this.#lane(claimed, until));
    }
    this.#parts.onChange();
    await Promise.all(lanes);
  }

  /** When the alarm should look after the deliveries (ms since 1970), or undefined. */
  due(): number | undefined {
    const next = this.#parts.deliveries.nextDue();
    if (next === undefined || this.#underWay < maxAttemptsAtOnce) return next;
    // What is due waits for an attempt to end. Rung before that, the alarm could only ring again.
    return Math.max(next, this.#now() + attemptLostAfterMs);
  }

  /** One attempt after the other, for as long as something is due. */
  async #lane(first: Claimed, until: number): Promise<void> {
    this.#underWay += 1;
    try {
      for (let claimed: Claimed | undefined = first; claimed; claimed = this.#claim(until)) {
        await this.#attempt(claimed);
      }
    } finally {
      this.#underWay -= 1;
      this.#parts.onChange();
    }
  }

  #claim(until: number): Claimed | undefined {
    const now = this.#now();
    return now < until ? this.#parts.deliveries.claim(now, attemptLostAfterMs) : undefined;
  }

  async #attempt(claimed: Claimed): Promise<void> {
    const { settings, courier } = this.#parts;
    const endpoint = settings.get();
    if (!endpoint) return;
    const at = this.#now();
    const { url } = endpoint;
    const reply = await courier({ url, message: claimed.message, secrets: endpoint.secretsAt(at), at });
    this.#parts.platform.transactionSync(() => this.#settle(claimed, reply));
    this.#parts.onChange();
  }

  #settle(claimed: Claimed, reply: Reply): void {
    const { settings, deliveries, chance } = this.#parts;
    const now = this.#now();
    if (isSuccess(reply)) {
      deliveries.settle(claimed, reply, 'delivered', now);
      return;
    }
    if (reply.status === gone) {
      settings.disable(now);
      deliveries.failPending();
    }
    const pause = pauseAfter(deliveries.attemptsOf(claimed), reply.retryAfterMs, chance());
    if (pause !== undefined && settings.get()?.isEnabled) {
      deliveries.settle(claimed, reply, 'pending', now, now + pause);
    } else {
      deliveries.settle(claimed, reply, 'failed', now);
    }
  }

  #now(): number {
    return this.#parts.platform.now();
  }
}

/** Standard Webhooks: any 2xx. A redirect is a failure. */
function isSuccess({ status }: Reply): boolean {
  return status !== null && status >= 200 && status <= 299;
}
