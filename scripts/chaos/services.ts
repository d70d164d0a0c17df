import type { ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../../shared/pause.ts';
import type { Wiring } from '../../shared/wiring.ts';
import { configsIn, localVariables, withoutLimits } from '../configs.ts';
import { localCredentials } from '../local-credentials.ts';
import { wranglerDev } from '../wrangler-dev.ts';
import { hasEnded, killGroup, signalGroup, spawnGroup } from './processes.ts';

export const serviceNames = ['gateway', 'product', 'cart', 'order'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Four cold starts at once on a busy laptop; past this something is wrong. */
const readyWithinMs = 90_000;

/**
 * The shop with a process for each service instead of one for all, so that one can be taken away while the
 * others run. They find each other through wrangler's dev registry; calls, queues and dead letters cross.
 * Code, configs and state are those of `npm start`.
 */
export class Services {
  readonly #port: number;
  readonly #stateDir: string;
  readonly #registryDir: string;
  readonly #wiring: Wiring;
  readonly #running = new Map<ServiceName, ChildProcess>();

  constructor(port: number, stateDir: string, wiring: Wiring = 'hybrid') {
    this.#port = port;
    this.#stateDir = stateDir;
    this.#registryDir = join(stateDir, 'registry');
    this.#wiring = wiring;
  }

  async startAll(): Promise<void> {
    await Promise.all(serviceNames.map((name) => this.start(name)));
  }

  async stopAll(): Promise<void> {
    await Promise.all(serviceNames.map((name) => this.stop(name)));
  }

  /**
   * @param script a module to run in place of the service's own, with the same exports
   * @throws when it is not ready in time
   */
  async start(name: ServiceName, script?: string): Promise<void> {
    mkdirSync(this.#registryDir, { recursive: true });
    // What a killed process said of itself would be believed for another 90 seconds.
    rmSync(join(this.#registryDir, `konbini-${name}`), { force: true });
    const server = wranglerDev({
      configs: [configsIn(this.#wiring)[serviceNames.indexOf(name)] as string],
      ...(script ? { script } : {}),
      port: name === 'gateway' ? this.#port : 0,
      stateDir: this.#stateDir,
      variables: { ...localCredentials(process.env), ...localVariables(withoutLimits) },
      registryDir: this.#registryDir,
    });
    const service = spawnGroup(server.args, server.env);
    this.#running.set(name, service);
    await this.#ready(name, service);
  }

  /** With -9. The others find out when they call it. */
  async stop(name: ServiceName): Promise<void> {
    const service = this.#running.get(name);
    if (service) await killGroup(service);
    this.#running.delete(name);
  }

  /** It keeps its connections and answers nobody, until it is thawed. */
  freeze(name: ServiceName): void {
    signalGroup(this.#of(name), 'SIGSTOP');
  }

  thaw(name: ServiceName): void {
    signalGroup(this.#of(name), 'SIGCONT');
  }

  #of(name: ServiceName): ChildProcess {
    const service = this.#running.get(name);
    if (!service) throw new Error(`${name} does not run: start it first`);
    return service;
  }

  async #ready(name: ServiceName, service: ChildProcess): Promise<void> {
    let said = '';
    service.stdout?.on('data', (chunk) => (said += chunk));
    service.stderr?.on('data', (chunk) => (said += chunk));
    const deadline = Date.now() + readyWithinMs;
    while (!(await this.#isUp(name))) {
      if (hasEnded(service)) throw new Error(`${name} did not start. It said:\n${said}`);
      if (Date.now() > deadline)
        throw new Error(`${name} was not ready within ${readyWithinMs / 1000} s. It said:\n${said}`);
      await pause(100);
    }
  }

  async #isUp(name: ServiceName): Promise<boolean> {
    try {
      const response = await fetch(`http://localhost:${this.#port}/healthz`);
      const { services } = (await response.json()) as { services: Record<string, string> };
      return name === 'gateway' || services[name] === 'ok';
    } catch {
      return false;
    }
  }
}
