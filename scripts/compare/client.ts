/** What a client hears while something is down. */
export interface Heard {
  /** 0: no answer in time. */
  status: number;
  /** The problem's code, or the status of the cart or order; null where the answer says neither. */
  says: string | null;
  /** Of the cart's first line. */
  availability: string | null;
  ms: number;
}

/** What is read of an answer, whatever it is. */
export interface Body {
  id?: string;
  orderId?: string;
  code?: string;
  status?: string | number;
  items?: { availability?: { status: string } }[];
  cart?: { id: string };
  token?: string;
}

/** A client that has waited so long gives up: long enough to see which of the shop's own deadlines is the longest. */
const patienceMs = 40_000;

/** For whom also an answer that is no JSON, and none at all, is something to tell of. */
export class Client {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async ask(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<{ heard: Heard; body: Body }> {
    const began = performance.now();
    const { status, text } = await this.#send(method, path, headers, body).catch(() => ({
      status: 0,
      text: '',
    }));
    const ms = Math.round(performance.now() - began);
    const answer = parsed(text);
    return {
      heard: { status, says: saidBy(answer), availability: availabilityIn(answer), ms },
      body: answer,
    };
  }

  async #send(method: string, path: string, headers: Record<string, string>, body?: object) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(patienceMs),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

function saidBy({ code, status }: Body): string | null {
  return code ?? (typeof status === 'string' ? status : null);
}

function availabilityIn({ items }: Body): string | null {
  return items?.[0]?.availability?.status ?? null;
}
