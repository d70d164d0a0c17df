import type { Timeline } from '../../client/src/index.ts';
import { texts } from '../texts.ts';
import { rowsOf, type TimelineRow } from '../timeline-rows.ts';
import { Icon, type IconName } from './icon.tsx';

/** The checkout as it happened, step under step. */
export function OrderTimeline({ timeline }: { timeline: Timeline }) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{texts.order.timeline}</h2>
      <p class="soft small">{texts.order.timelineHint}</p>
      <ol class="timeline">
        {rowsOf(timeline).map((row) => (
          <TimelineStep key={`${row.step} ${row.attempt} ${row.sinceStartMs}`} row={row} />
        ))}
      </ol>
    </section>
  );
}

function TimelineStep({ row }: { row: TimelineRow }) {
  const { step, status, attempt, isCompensation, sinceStartMs } = row;
  return (
    <li class={`step step-${isCompensation ? 'undone' : status}`}>
      <Icon name={iconOf(row)} />
      <span>
        {texts.timeline.stepOf(step, status)}
        {isCompensation && <span class="tag">{texts.timeline.undone}</span>}
        {attempt > 1 && <span class="tag">{texts.timeline.attempt(attempt)}</span>}
      </span>
      <span class="soft small">{texts.timeline.after(sinceStartMs)}</span>
    </li>
  );
}

function iconOf({ status, isCompensation }: TimelineRow): IconName {
  if (status === 'succeeded') return isCompensation ? 'undone' : 'done';
  return status;
}
