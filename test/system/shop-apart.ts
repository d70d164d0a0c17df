import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configPaths } from '../../scripts/configs.ts';
import type { Wiring } from '../../shared/wiring.ts';
import { eventually } from './client.ts';
import { loadWrangler, type ServiceName, type Shop, serviceNames, varsOf, wiring } from './shop.ts';

type Wrangler = Awaited<ReturnType<typeof loadWrangler>>;
type Service = Awaited<ReturnType<Wrangler['unstable_startWorker']>>;

/**
 * The shop with a workerd for each service instead of one for all, so that one can be taken away while the others
 * run. They find each other through wrangler's registry; calls and queues cross. What a service has stored stays.
 */
export class ShopApart implements Shop {
  readonly #wrangler: Wrangler;
  readonly #stateDir: string;
  readonly #running = new Map<ServiceName, Service>();
  readonly #logs: string[] = [];
  #wired = wiring;
  #url = '';

  private constructor(wrangler: Wrangler) {
    this.#wrangler = wrangler;
    this.#stateDir = mkdtempSync(join(tmpdir(), 'konbini-apart-'));
  }

  static async open(): Promise<ShopApart> {
    const shop = new ShopApart(await loadWrangler());
    await shop.#startAll();
    return shop;
  }

  get url(): string {
    return this.#url;
  }

  async fetch(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(new URL(path, this.#url), init);
    // Of a worker that is not there wrangler tells in words of its own; deployed, it would be an exception.
    const isJson = response.headers.get('content-type')?.includes('json');
    return response.status === 503 && !isJson ? new Response(null, response) : response;
  }

  async logs(): Promise<string[]> {
    return this.#logs;
  }

  /** At once, whatever it is at. The others find out when they call it. */
  async takeAway(name: ServiceName): Promise<void> {
    await this.#running.get(name)?.dispose();
    this.#running.delete(name);
    await eventually(async () => ((await this.#health())[name] === 'down' ? true : undefined), 30_000);
  }

  /** All of it stops, and starts in another wiring. */
  async rewire(wired: Wiring): Promise<void> {
    this.#wired = wired;
    await this.#stopAll();
    await this.#startAll();
  }

  /** @param script a module to run in place of the service's own, with the same exports */
  async bringBack(name: ServiceName, script?: string): Promise<void> {
    await this.#start(name, script);
    await this.#found(name);
  }

  async close(): Promise<void> {
    await this.#stopAll();
    rmSync(this.#stateDir, { recursive: true, force: true });
  }

  async #startAll(): Promise<void> {
    await Promise.all(serviceNames.map((name) => this.#start(name)));
    await this.#found('product', 'cart', 'order');
  }

  async #stopAll(): Promise<void> {
    await Promise.all([...this.#running.values()].map((service) => service.dispose()));
    this.#running.clear();
  }

  async #start(name: ServiceName, script?: string): Promise<void> {
    const vars = Object.entries(varsOf(name, this.#wired));
    const service = await this.#wrangler.unstable_startWorker({
      config: configPaths[serviceNames.indexOf(name)] as string,
      ...(script ? { entrypoint: script } : {}),
      bindings: Object.fromEntries(vars.map(([key, value]) => [key, { type: 'plain_text', value }])),
      dev: {
        server: { hostname: '127.0.0.1', port: 0 },
        persist: this.#stateDir,
        registry: join(this.#stateDir, 'registry'),
        inspector: false,
        watch: false,
        logLevel: 'none',
        structuredLogsHandler: (log: object) => this.#logs.push(JSON.stringify(log)),
      },
    });
    this.#running.set(name, service);
    if (name === 'gateway') this.#url = (await service.url).origin;
  }

  /** Waits until these answer the gateway. */
  async #found(...names: ServiceName[]): Promise<void> {
    await eventually(async () => {
      const health = await this.#health();
      return names.every((name) => health[name] === 'ok') || undefined;
    }, 60_000);
  }

  async #health(): Promise<Record<string, string>> {
    const { services } = (await (await fetch(new URL('/healthz', this.#url))).json()) as {
      services: Record<string, string>;
    };
    return services;
  }
}
