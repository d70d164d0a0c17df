import { pause } from '../../shared/pause.ts';

/** Status 0: no answer came. */
export interface Reply<Body = Record<string, unknown>> {
  status: number;
  body: Body;
}

export interface Ask {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A client that has waited so long gives up; what it asked for may still happen. */
const patienceMs = 20_000;
const maxTries = 5;

/** The shop's HTTP API. A request that gets no answer is no exception here. */
export class Api {
  readonly #url: string;
  readonly #admin: Record<string, string>;
  readonly #observe: (ms: number, status: number) => void;

  /** @param observe hears of each answer how long it took, and of none at all with status 0 */
  constructor(url: string, adminToken: string, observe: (ms: number, status: number) => void = () => {}) {
    this.#url = url;
    this.#admin = { authorization: `Bearer ${adminToken}` };
    this.#observe = observe;
  }

  async call<Body>(method: string, path: string, ask: Ask = {}): Promise<Reply<Body>> {
    const began = performance.now();
    const reply = await this.#send<Body>(method, path, ask);
    this.#observe(performance.now() - began, reply.status);
    return reply;
  }

  asAdmin<Body>(method: string, path: string, { body, headers = {} }: Ask = {}): Promise<Reply<Body>> {
    return this.call(method, path, { body, headers: { ...headers, ...this.#admin } });
  }

  /** For what must succeed and may be repeated. @throws when it does not succeed */
  async asked<Body>(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<Body> {
    let reply = await this.asAdmin<Body>(method, path, { body });
    // A connection that was kept from before a crash breaks when it is used.
    for (let tries = 1; reply.status === 0 && tries < maxTries; tries++) {
      await pause(500);
      reply = await this.asAdmin<Body>(method, path, { body });
    }
    if (reply.status < 200 || reply.status > 299)
      throw new Error(`${method} ${path}: ${reply.status || 'no answer'} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** All pages of a list. */
  async list<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = `limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: { items: Item[]; next: string | null } = await this.asked(
        'GET',
        `${path}${path.includes('?') ? '&' : '?'}${query}`,
      );
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  async #send<Body>(method: string, path: string, { body, headers = {} }: Ask): Promise<Reply<Body>> {
    try {
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        signal: AbortSignal.timeout(patienceMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Body };
    } catch {
      return { status: 0, body: {} as Body };
    }
  }
}
