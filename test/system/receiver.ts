import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A webhook as it came in. */
export interface Heard {
  id: string;
  headers: Record<string, string>;
  body: string;
  payload: { type: string; timestamp: string; data: { orderId: string; total: unknown; amount?: unknown } };
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Somebody else's HTTP server on this machine, that is told what becomes of orders. */
export class Receiver {
  readonly heard: Heard[] = [];
  /** Its answer to the webhook with this index, counted from 0. */
  answer: (index: number) => Answer = () => ({ status: 204 });
  url = '';
  readonly #server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const headers = request.headers as Record<string, string>;
    this.heard.push({ id: headers['webhook-id'] ?? '', headers, body, payload: JSON.parse(body) });
    const answer = this.answer(this.heard.length - 1);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });

  async open(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/orders`;
    return this;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** What it was told of an order, in the order in which it came. */
  of(orderId: string): Heard[] {
    return this.heard.filter(({ payload }) => payload.data.orderId === orderId);
  }
}

/** As a receiver does it, by the package's own rules: signature, timestamp and all. */
export function isSignedBy(secret: string, { headers, body }: Heard): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
