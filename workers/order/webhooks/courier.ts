import { flawOfUrl, hostOf, isPublicAddress } from './address.ts';
import type { WebhookMessage } from './message.ts';
import type { Resolver } from './resolver.ts';
import { parseRetryAfter } from './retry.ts';
import { signedHeaders } from './signature.ts';

/** One attempt to deliver a message. */
export interface Attempt {
  url: string;
  message: WebhookMessage;
  secrets: readonly string[];
  /** ms since 1970 */
  at: number;
}

/** What came of it. */
export interface Reply {
  /** Null where there was no answer. */
  status: number | null;
  /** The beginning of the answer, or why there is none. */
  detail: string;
  retryAfterMs: number | undefined;
}

/** Carries a message to its endpoint. Never throws: what goes wrong is the reply. */
export type Courier = (attempt: Attempt) => Promise<Reply>;

export interface CourierSettings {
  /** For a shop on a laptop: http, and addresses that only this machine or network has. */
  allowPrivate: boolean;
  resolve: Resolver;
  /** For the whole attempt, in ms. */
  timeoutMs: number;
}

/** Standard Webhooks suggests 15 to 30 s. */
export const attemptTimeoutMs = 15_000;

/** Enough to recognise an error page by. */
const maxDetailLength = 500;

export function httpCourier(settings: CourierSettings): Courier {
  return async (attempt) => {
    const signal = AbortSignal.timeout(settings.timeoutMs);
    try {
      await assertLeadsOutside(attempt.url, settings, signal);
      return await post(attempt, signal);
    } catch (error) {
      const detail = signal.aborted ? `no answer within ${settings.timeoutMs} ms` : String(error);
      return { status: null, detail: detail.slice(0, maxDetailLength), retryAfterMs: undefined };
    }
  };
}

/** Asked before every attempt, since a name that was public when it was registered may not be so now. */
async function assertLeadsOutside(
  url: string,
  { allowPrivate, resolve }: CourierSettings,
  signal: AbortSignal,
): Promise<void> {
  const flaw = flawOfUrl(url, allowPrivate);
  if (flaw) throw new Error(`the URL ${flaw}`);
  const host = hostOf(new URL(url));
  if (allowPrivate || isPublicAddress(host)) return;
  const addresses = await resolve(host, signal);
  if (addresses.length === 0) throw new Error('the name of the host has no address');
  if (!addresses.every(isPublicAddress)) throw new Error('the name of the host leads to a private address');
}

async function post({ url, message, secrets, at }: Attempt, signal: AbortSignal): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Konbini-Webhooks',
      ...signedHeaders(message, secrets, at),
    },
    body: message.payload,
    // A redirect could lead to where the URL itself may not.
    redirect: 'manual',
    signal,
  });
  return {
    status: response.status,
    detail: await beginningOf(response),
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), at),
  };
}

/** Reads so much and hangs up, however much is sent. An answer that breaks off has answered all the same. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  try {
    while (text.length < maxDetailLength) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The status counts, and it has come.
  }
  await reader.cancel().catch(() => {});
  return text.slice(0, maxDetailLength);
}
