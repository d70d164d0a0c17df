import { ActorObject } from '../actor/durable-object.ts';
import type { RebuildView } from '../contracts/read-model.ts';
import type { ReadModelKeeper } from './keeper.ts';
import type { SweepState } from './sweep.ts';

/** Houses the keeper of a read model. The subclass says which one. */
export abstract class KeeperObject<Env, Data> extends ActorObject<Env, ReadModelKeeper<Data>> {
  startRebuild() {
    return this.housed.startRebuild();
  }
  rebuildView() {
    return this.housed.rebuildView();
  }
  keep() {
    return this.housed.keep();
  }
}

/** A keeper, as seen from elsewhere. */
export interface RemoteKeeper {
  startRebuild(): Promise<RebuildView>;
  rebuildView(): Promise<RebuildView>;
  keep(): Promise<SweepState>;
}
