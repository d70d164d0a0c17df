import type { Call } from '../../../../shared/contracts/call.ts';
import type { WebhookBody, WebhookWithSecret } from '../../../../shared/contracts/webhook.ts';
import { Clock, Host } from '../../../../shared/test-support/host.ts';
import type { Attempt, Reply } from '../courier.ts';
import { WebhookEndpoint } from '../endpoint.ts';
import type { WebhookMessage } from '../message.ts';
import { secretFrom } from '../signature.ts';

export const url = 'https://hooks.example.com/orders';
export const [secretA, secretB, secretC] = [1, 2, 3].map((byte) =>
  secretFrom(new Uint8Array(32).fill(byte)),
) as [string, string, string];

/** A request as the HTTP layer hands it on; with a key it may come again. */
export function call(key?: string, body = 'body'): Call {
  const cause = { caller: 'admin', request: 'req-1', trace: '' };
  return { caller: { kind: 'admin' }, cause, ...(key ? { repeat: { key, fingerprint: body } } : {}) };
}

export function message(seq: number, type: WebhookMessage['type'] = 'order.confirmed'): WebhookMessage {
  return { id: `order/ord_1/${seq}`, type, payload: JSON.stringify({ type, seq }) };
}

/** An endpoint on a storage that outlives it, in simulated time, and a receiver who answers as a test says. */
export class Subscriber {
  readonly clock = new Clock();
  readonly attempts: Attempt[] = [];
  readonly host: Host<WebhookEndpoint>;
  /** Its answer to the attempt with this index, counted from 0. */
  answer: (index: number) => Partial<Reply> | Promise<Partial<Reply>> = () => ({ status: 204 });

  constructor() {
    const courier = async (attempt: Attempt): Promise<Reply> => {
      this.attempts.push(attempt);
      const given = await this.answer(this.attempts.length - 1);
      return { status: null, detail: '', retryAfterMs: undefined, ...given };
    };
    const middle = () => 0.5;
    this.host = new Host(this.clock, (platform) => new WebhookEndpoint(platform, 'whk_1', courier, middle));
  }

  get endpoint(): WebhookEndpoint {
    return this.host.housed;
  }

  create(body: Partial<WebhookBody> = {}): WebhookWithSecret {
    const created = this.endpoint.create({ url, ...body }, secretA, call());
    if (!created.ok) throw new Error(created.rejection.type);
    return created.value;
  }

  async take(...messages: WebhookMessage[]): Promise<void> {
    this.endpoint.take(messages);
    await this.host.settle();
  }

  passTo(time: number): Promise<number> {
    return this.host.passTo(time);
  }

  /** Newest first. */
  get log() {
    return this.endpoint.deliveries(Number.MAX_SAFE_INTEGER, 10_000) ?? [];
  }

  /** The ids of what was sent, in the order in which it was. */
  get sent(): string[] {
    return this.attempts.map((attempt) => attempt.message.id);
  }
}
