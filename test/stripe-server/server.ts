import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { StripeProblem, serverError, tooManyRequests } from './errors.ts';
import { Events } from './events.ts';
import { Faults, type Operation } from './faults.ts';
import { decodeForm, type Form, textsIn } from './form.ts';
import { KeyMemory } from './idempotency.ts';
import { Ledger } from './ledger.ts';

export const secretKey = 'sk_test_local';

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

  /** How often each operation was asked for. */
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
    const form = decodeForm(raw);
    const requestId = `req_test${this.seen.length}`;
    try {
      if (request.headers.authorization !== `Bearer ${secretKey}`) throw unauthorized;
      const { operation, work } = this.#route(`${request.method} ${url.pathname}`, form);
      const key = request.headers['idempotency-key']?.toString();
      this.seen.push({ operation, key, form });
      const fault = this.faults.take(operation);
      if (fault === 'hangs') return;
      if (fault === 'unreachable') {
        response.destroy();
        return;
      }
      if (fault === 'tooManyRequests') throw tooManyRequests;
      const fingerprint = `${url.pathname}?${raw}`;
      const reply = await this.keys.reply(
        request.method === 'POST' ? key : undefined,
        fingerprint,
        async () =>
          outcomeOf(() => {
            if (fault === 'serverError') throw serverError;
            const object = work();
            if (fault === 'serverErrorAfterwards') throw serverError;
            return object;
          }),
      );
      if (fault === 'answerLost') {
        response.destroy();
        return;
      }
      send(response, reply.status, reply.body, requestId, reply.replayed);
    } catch (error) {
      if (!(error instanceof StripeProblem)) throw error;
      send(response, error.status, JSON.stringify({ error: error.error }), requestId, false);
    }
  }

  #route(name: string, form: Form): { operation: Operation; work: () => unknown } {
    const { ledger } = this;
    const shown = (intent: ReturnType<Ledger['find']>) =>
      Object.values(textsIn(form, 'expand')).includes('latest_charge') ? ledger.expanded(intent) : intent;
    const [, id = '', act] = /^(?:GET|POST) \/v1\/payment_intents\/(\w+)(?:\/(\w+))?$/.exec(name) ?? [];
    if (name === 'POST /v1/payment_intents') return { operation: 'create', work: () => ledger.create(form) };
    if (name === 'POST /v1/refunds') return { operation: 'refund', work: () => ledger.refund(form) };
    if (name === 'GET /v1/refunds') {
      const data = ledger.refunds.filter(({ payment_intent }) => payment_intent === form.payment_intent);
      const work = () => ({ object: 'list', data, has_more: false, url: '/v1/refunds' });
      return { operation: 'listRefunds', work };
    }
    if (id && !act) return { operation: 'retrieve', work: () => shown(ledger.find(id)) };
    switch (act) {
      case 'confirm':
        return { operation: 'confirm', work: () => shown(ledger.confirm(id, form)) };
      case 'capture':
        return { operation: 'capture', work: () => shown(ledger.capture(id)) };
      case 'cancel':
        return { operation: 'cancel', work: () => shown(ledger.cancel(id)) };
      default:
        throw new StripeProblem(404, {
          type: 'invalid_request_error',
          message: `Unrecognized request URL (${name}).`,
        });
    }
  }
}

const unauthorized = new StripeProblem(401, {
  type: 'invalid_request_error',
  message: 'Invalid API Key provided: sk_test_*****',
});

function outcomeOf(work: () => unknown): { status: number; body: string; isKept: boolean } {
  try {
    return { status: 200, body: JSON.stringify(work()), isKept: true };
  } catch (error) {
    if (!(error instanceof StripeProblem)) throw error;
    return {
      status: error.status,
      body: JSON.stringify({ error: error.error }),
      isKept: !error.isValidation,
    };
  }
}

function send(response: ServerResponse, status: number, body: string, requestId: string, replayed: boolean) {
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
