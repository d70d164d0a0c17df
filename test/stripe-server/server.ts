import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { type Endpoint, endpointOf } from './endpoints.ts';
import { StripeProblem, serverError, tooManyRequests } from './errors.ts';
import { Events } from './events.ts';
import { type Fault, Faults, type Operation } from './faults.ts';
import { decodeForm, type Form } from './form.ts';
import { KeyMemory, type Reply } from './idempotency.ts';
import { Ledger } from './ledger.ts';

export const secretKey = 'sk_test_local';
/** Long enough for another request to come in between. */
const slowMs = 150;

/** A request as it came in. */
export interface Seen {
  operation: Operation;
  key: string | undefined;
  form: Form;
}

/**
 * A server that speaks Stripe's wire format, for what the shop uses of it: PaymentIntents and refunds, forms in
 * and JSON out, errors, idempotency keys. Built from docs.stripe.com/api; it is not Stripe, so a test with a
 * real key stands beside it.
 */
export class StripeServer {
  readonly events = new Events();
  readonly ledger = new Ledger(this.events.tell);
  readonly keys = new KeyMemory();
  readonly faults = new Faults();
  readonly seen: Seen[] = [];
  readonly #server = createServer((request, response) => this.#serve(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** How often an operation was asked for. */
  count(operation: Operation): number {
    return this.seen.filter((request) => request.operation === operation).length;
  }

  /** What is authorised and not captured, and what was captured and not given back, over all payments. */
  get books(): { authorized: number; kept: number } {
    const charges = [...this.ledger.charges.values()];
    const open = [...this.ledger.intents.values()].map((intent) => intent.amount_capturable);
    const kept = charges.map((charge) => charge.amount_captured - charge.amount_refunded);
    return { authorized: sum(open), kept: sum(kept) };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stripe');
    const raw = request.method === 'GET' ? url.search.slice(1) : await text(request);
    const requestId = `req_test${this.seen.length}`;
    try {
      if (request.headers.authorization !== `Bearer ${secretKey}`) throw unauthorized;
      const form = decodeForm(raw);
      const endpoint = endpointOf(`${request.method} ${url.pathname}`, form, this.ledger);
      const key = request.method === 'POST' ? request.headers['idempotency-key']?.toString() : undefined;
      this.seen.push({ operation: endpoint.operation, key, form });
      const fault = this.faults.take(endpoint.operation);
      const reply = await this.#reply(endpoint, key, `${url.pathname}?${raw}`, fault);
      if (reply === 'silence') return;
      if (reply === 'broken' || fault === 'answerLost') response.destroy();
      else send(response, requestId, reply);
    } catch (error) {
      if (!(error instanceof StripeProblem)) throw error;
      send(response, requestId, { ...answerOf(error), replayed: false });
    }
  }

  /** @param fingerprint by which a repeat with the same key is told from another request with it */
  async #reply(
    { work }: Endpoint,
    key: string | undefined,
    fingerprint: string,
    fault: Fault | undefined,
  ): Promise<Reply | 'silence' | 'broken'> {
    if (fault === 'hangs') return 'silence';
    if (fault === 'unreachable') return 'broken';
    if (fault === 'tooManyRequests') throw tooManyRequests;
    return this.keys.reply(key, fingerprint, async () => {
      if (fault === 'slow') await setTimeout(slowMs);
      if (fault === 'serverError') return answerOf(serverError);
      const answer = perform(work);
      return fault === 'serverErrorAfterwards' ? answerOf(serverError) : answer;
    });
  }
}

const unauthorized = new StripeProblem(401, {
  type: 'invalid_request_error',
  message: 'Invalid API Key provided: sk_test_*****',
});

function perform(work: () => unknown) {
  try {
    return { status: 200, body: JSON.stringify(work()), isKept: true };
  } catch (error) {
    if (!(error instanceof StripeProblem)) throw error;
    return answerOf(error);
  }
}

function answerOf({ status, error, isValidation }: StripeProblem) {
  return { status, body: JSON.stringify({ error }), isKept: !isValidation };
}

function send(response: ServerResponse, requestId: string, { status, body, replayed }: Reply): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': requestId,
    ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
  });
  response.end(body);
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
