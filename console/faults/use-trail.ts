import { useEffect, useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { useLoaded } from '../parts/use-loaded.ts';

export interface Footprint {
  status: string;
  /** How long after the order was begun it was first seen so, in milliseconds. */
  afterMs: number;
}

const pauseMs = 400;

/** Which statuses an order has gone through, looked at until it is decided. @param startedAt ms since 1970 */
export function useTrail(id: string, startedAt: number): { trail: readonly Footprint[]; isAway: boolean } {
  const [trail, setTrail] = useState<readonly Footprint[]>([]);
  const latest = trail.at(-1)?.status;
  const isDecided = latest !== undefined && latest !== 'placing';
  const load = async () => dataOf(await http.GET('/v1/orders/{id}', { params: { path: { id } } }));
  const { value: order, problem } = useLoaded(load, [id], isDecided ? 0 : pauseMs);
  useEffect(() => {
    if (!order) return;
    const footprint = { status: order.status, afterMs: Date.now() - startedAt };
    setTrail((before) => (before.at(-1)?.status === order.status ? before : [...before, footprint]));
  }, [order?.status, startedAt]);
  return { trail, isAway: problem !== '' };
}
