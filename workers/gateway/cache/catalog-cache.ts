import { sha256Hex } from '../../../shared/digest.ts';
import { matchesNone } from '../../../shared/http/etag.ts';
import { cacheKeyOf, productUrl } from './cache-key.ts';
import { type Freshness, freshMs, freshnessOf, staleIfErrorMs } from './freshness.ts';

/*
 * What the catalog says to everybody, kept at the edge. An answer that is a second old is asked for anew, behind the
 * reader's back; where the change was made through this place, it is forgotten at once.
 */

const storedAtHeader = 'konbini-stored-at';

interface Kept {
  etag: string;
  body: string;
  storedAt: number;
}

/** Asks the service. */
export type Ask = (request: Request) => Promise<Response>;

export class CatalogCache {
  readonly #cache: Cache;
  readonly #later: (work: Promise<unknown>) => void;

  /** @param later keeps the isolate alive until the work is done: `waitUntil` */
  constructor(cache: Cache, later: (work: Promise<unknown>) => void) {
    this.#cache = cache;
    this.#later = later;
  }

  /** The answer to a read: a kept one if it is young enough, or if the service has none. */
  async read(request: Request, ask: Ask): Promise<Response> {
    const key = cacheKeyOf(request);
    if (key === undefined) return ask(request);
    const kept = await this.#find(key);
    const ageMs = kept ? Date.now() - kept.storedAt : 0;
    const freshness: Freshness | undefined = kept && freshnessOf(ageMs);
    if (kept && freshness !== 'onlyOnError') {
      if (freshness === 'stale') this.#later(this.#refresh(key, kept, request, ask));
      return answerFrom(kept, request, `hit; ttl=${Math.floor((freshMs - ageMs) / 1_000)}`);
    }
    const response = await ask(unconditional(request));
    if (kept && response.status >= 500) return answerFrom(kept, request, 'hit; detail=stale-if-error');
    if (response.status !== 200) return response;
    return answerFrom(await this.#keep(key, response), request, 'fwd=uri-miss; stored');
  }

  /** Forgets what is said of these products. */
  async forget(productIds: Iterable<string>): Promise<void> {
    await Promise.all([...productIds].map((id) => this.#cache.delete(productUrl(id))));
  }

  async #refresh(key: string, kept: Kept, request: Request, ask: Ask): Promise<void> {
    // Whoever comes meanwhile need not ask as well.
    await this.#put(key, { ...kept, storedAt: Date.now() });
    const response = await ask(unconditional(request, kept.etag));
    if (response.status === 200) await this.#keep(key, response);
    // Gone, or hidden: the next reader is told so.
    else if (response.status === 404) await this.#cache.delete(key);
    await response.body?.cancel().catch(() => {});
  }

  async #keep(key: string, response: Response): Promise<Kept> {
    const body = await response.text();
    const etag = response.headers.get('etag') ?? `"${(await sha256Hex(body)).slice(0, 16)}"`;
    const kept = { etag, body, storedAt: Date.now() };
    await this.#put(key, kept);
    return kept;
  }

  async #find(key: string): Promise<Kept | undefined> {
    const response = await this.#cache.match(key);
    if (!response) return undefined;
    const [etag, storedAt] = [response.headers.get('etag'), Number(response.headers.get(storedAtHeader))];
    return etag === null ? undefined : { etag, storedAt, body: await response.text() };
  }

  #put(key: string, { etag, body, storedAt }: Kept): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      'cache-control': `public, max-age=${staleIfErrorMs / 1_000}`,
      [storedAtHeader]: String(storedAt),
      etag,
    };
    return this.#cache.put(key, new Response(body, { headers }));
  }
}

/** What is asked for is all of it, whatever the reader has already; or whatever has changed since `etag`. */
function unconditional(request: Request, etag?: string): Request {
  const asked = new Request(request, { method: 'GET' });
  asked.headers.delete('if-none-match');
  if (etag !== undefined) asked.headers.set('if-none-match', etag);
  return asked;
}

/** @param cacheStatus how it came about (RFC 9211) */
function answerFrom({ etag, body }: Kept, request: Request, cacheStatus: string): Response {
  const headers = {
    etag,
    // For browsers: they may keep it, and ask each time whether it still holds.
    'cache-control': 'public, no-cache',
    'cache-status': `konbini; ${cacheStatus}`,
  };
  if (matchesNone(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
