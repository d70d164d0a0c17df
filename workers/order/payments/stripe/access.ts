import type { Stripe } from 'stripe';
import { CircuitBreaker } from '../circuit-breaker.ts';

export interface StripeSettings {
  secretKey: string;
  /** `https://api.stripe.com`, or a server that speaks like it. */
  apiUrl: string;
  /** Later than this the outcome of a call is unknown, in ms. */
  timeoutMs?: number;
}

type FetchArguments = Parameters<typeof fetch>;

/** Below `paymentDeadlineMs`, so that a call ends before the order gives up on it. */
const defaultTimeoutMs = 10_000;
const breakerLimits = { failures: 5, pauseMs: 10_000 };

/** The way to Stripe: one for all the orders of a process, so that what one of them learns spares the others. */
export class StripeAccess {
  readonly #settings: StripeSettings;
  readonly #breaker: CircuitBreaker;
  #client: Stripe | undefined;

  constructor(settings: StripeSettings, now: () => number = Date.now) {
    this.#settings = settings;
    this.#breaker = new CircuitBreaker(breakerLimits, now);
  }

  /** False while Stripe is known not to answer. */
  get isOpen(): boolean {
    return !this.#breaker.isOpen;
  }

  /** The SDK is large, so it is loaded by the first who needs it and not when the worker starts. */
  async client(): Promise<Stripe> {
    const { Stripe } = await import('stripe');
    this.#client ??= new Stripe(this.#settings.secretKey, this.#config(Stripe));
    return this.#client;
  }

  #config(stripe: typeof Stripe): ConstructorParameters<typeof Stripe>[1] {
    const { protocol, hostname, port } = new URL(this.#settings.apiUrl);
    return {
      protocol: protocol === 'http:' ? 'http' : 'https',
      host: hostname,
      port: port || (protocol === 'http:' ? 80 : 443),
      httpClient: stripe.createFetchHttpClient((...request: FetchArguments) => this.#fetch(request)),
      timeout: this.#settings.timeoutMs ?? defaultTimeoutMs,
      // The saga repeats, by a schedule that survives a crash.
      maxNetworkRetries: 0,
      telemetry: false,
    };
  }

  /** A refusal is an answer too, and so is "too many requests"; what counts is silence and a server in trouble. */
  #fetch(request: FetchArguments): Promise<Response> {
    return this.#breaker.run(
      () => fetch(...request),
      (response) => response.status >= 500,
    );
  }
}

/** Stripe's keys say whether they move real money. */
export function isLiveKey(secretKey: string): boolean {
  return /^[a-z]+_live_/.test(secretKey);
}
