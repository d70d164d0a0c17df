import { ReadModelKeeper } from '../../shared/projection/keeper.ts';
import type { Projection } from '../../shared/projection/projection.ts';
import type { Standing } from '../../shared/projection/standing.ts';
import { remoteD1 } from './d1.ts';
import { Host, type Process } from './host.ts';
import type { World } from './world.ts';

/** The keeper of a read model, in a process that may die over each call to the database and to an actor. */
export function keeperOf<Data>(
  world: World,
  db: D1Database,
  projectionOn: (db: D1Database) => Projection<Data>,
  ask: (id: string, process: Process) => Promise<Standing<Data> | null>,
  heard: (said: Data[], process: Process) => Promise<void> = async () => {},
): Host<ReadModelKeeper<Data>> {
  return new Host(world, 'keeper', (platform, process) => {
    const database = remoteD1(db, (label, call) =>
      process.outbound(label, async () => {
        await world.sleep(world.latency());
        return call();
      }),
    );
    return new ReadModelKeeper(
      platform,
      projectionOn(database),
      (id) => ask(id, process),
      (said) => heard(said, process),
    );
  });
}
