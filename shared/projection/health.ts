import type { ReadModelHealth } from '../contracts/read-model.ts';
import { withDeadline } from '../deadline.ts';
import { rfc3339 } from '../time.ts';
import type { RemoteKeeper } from './keeper-object.ts';
import type { Projection } from './projection.ts';

/** Shorter than the gateway's patience: a service whose read model cannot be asked is well all the same. */
const deadlineMs = 1_000;

/** How far a read model is behind. null: it cannot be asked. Also keeps the keeper awake, so that a shop sweeps. */
export async function readModelHealth(
  projection: Pick<Projection<never>, 'freshness'>,
  keeper: RemoteKeeper,
): Promise<ReadModelHealth | null> {
  try {
    const both = Promise.all([projection.freshness(), keeper.keep()]);
    const [{ lagMs, takenAt }, { lagging, sweptAt }] = await withDeadline(both, deadlineMs, 'read model');
    return { lagMs, at: timeOf(takenAt), lagging, sweptAt: timeOf(sweptAt) };
  } catch (error) {
    console.warn(JSON.stringify({ health: String(error) }));
    return null;
  }
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : rfc3339(ms);
}
