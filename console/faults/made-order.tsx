import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { texts } from '../texts.ts';
import { useTrail } from './use-trail.ts';

/** An order that was made to see what becomes of it: each status, and when it was first seen. */
export function MadeOrder({ id, startedAt }: { id: string; startedAt: number }) {
  const { trail, isAway } = useTrail(id, startedAt);
  return (
    <p class="trail">
      {trail.map(({ status, afterMs }) => (
        <span key={status}>
          <Badge status={status} /> <span class="soft">{texts.faults.tryOut.after(afterMs)}</span>
        </span>
      ))}
      {isAway && <span class="soft">{texts.faults.tryOut.away}</span>}
      <a href={hashOf(['orders', id])}>{texts.faults.tryOut.look}</a>
    </p>
  );
}
