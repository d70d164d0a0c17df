import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { configPaths, localVariables, withoutLimits } from '../scripts/configs.ts';
import { unrecorded } from '../scripts/histories/history.ts';
import { Api } from '../scripts/load/api.ts';
import { Keeper } from '../scripts/load/keeper.ts';
import { localCredentials } from '../scripts/local-credentials.ts';
import { runSystem, type System } from './built/system.ts';
import { Load } from './load/load.ts';
import type { Answered, Fired, Prepared } from './load/slice.ts';
import type { Figure, Options, Tell } from './scenario.ts';

const floorConfigs = ['gateway', 'service', 'peer'].map((room) =>
  join(import.meta.dirname, 'floor', room, 'wrangler.toml'),
);

/** So many that no scenario sells them all. */
const plenty = 1_000_000;

/** The shop and its floor side by side, with new data on the same volume, and one load for both. */
export class Stand {
  readonly shop: System;
  readonly floor: System;
  /** As an administrator. */
  readonly api: Api;
  readonly connections: number;
  readonly #load: Load;
  readonly #keeper: Keeper;

  constructor(shop: System, floor: System, load: Load, connections: number) {
    this.shop = shop;
    this.floor = floor;
    this.connections = connections;
    this.#load = load;
    this.api = new Api(shop.url, localCredentials({}).ADMIN_TOKEN);
    this.#keeper = new Keeper('keeper', this.api, unrecorded);
  }

  /** A product at 7.00 EUR, of which there are so many. @throws when the shop does not take it */
  list(product: string, units = plenty): Promise<void> {
    return this.#keeper.list(product, units);
  }

  /** @param units below 0: taken out */
  receive(product: string, units: number): Promise<void> {
    return this.#keeper.receive(product, units);
  }

  /** @returns requests a second. @throws when one is answered with another status than `status` */
  async rate(system: System, requests: Prepared[], status: number): Promise<number> {
    const { ms } = await this.fire(system, requests, [status]);
    return (requests.length / ms) * 1_000;
  }

  /** @throws when one is answered with a status that is not among `statuses` */
  async fire(
    system: System,
    requests: Prepared[],
    statuses: number[],
    connections = this.connections,
  ): Promise<Fired> {
    const fired = await this.#load.fire({ url: system.url, connections, requests });
    const strange = fired.answers.findIndex(({ status }) => !statuses.includes(status));
    if (strange >= 0)
      throw new Error(saying(requests[strange] as Prepared, fired.answers[strange] as Answered));
    return fired;
  }
}

function saying({ method, path }: Prepared, { status, body }: Answered): string {
  return `${method} ${path} answers ${status}: ${body.slice(0, 300)}`;
}

/** Does the same on each volume, one after the other. The figures say on which they were taken. */
export async function onEachVolume(
  options: Options,
  tell: Tell,
  measure: (stand: Stand, tell: Tell) => Promise<Figure[]>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, dir } of options.volumes) {
    const where = name === 'disk' ? 'on disk' : 'in memory';
    tell(`${where}: building and starting`);
    const measured = await withStand(dir, options.connections, (stand) =>
      measure(stand, (progress) => tell(`${where}: ${progress}`)),
    );
    figures.push(...measured.map((figure) => ({ ...figure, volume: name })));
  }
  return figures;
}

async function withStand<Value>(
  volume: string,
  connections: number,
  work: (stand: Stand) => Promise<Value>,
): Promise<Value> {
  const dir = mkdtempSync(join(volume, 'konbini-bench-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  // Ctrl-C ends the process wherever it is.
  process.once('exit', remove);
  const load = new Load();
  const systems: System[] = [];
  try {
    // Whoever calls is one address, whose limits are not what is measured.
    const variables = { ...localCredentials({}), ...localVariables(withoutLimits) };
    systems.push(await runSystem(configPaths, join(dir, 'shop'), variables));
    systems.push(await runSystem(floorConfigs, join(dir, 'floor')));
    const [shop, floor] = systems as [System, System];
    return await work(new Stand(shop, floor, load, connections));
  } finally {
    load.stop();
    for (const system of systems) await system.close();
    process.off('exit', remove);
    remove();
  }
}
