import { useState } from 'preact/hooks';
import { Moment } from '../parts/moment.tsx';
import type { AuditedEvent } from '../schemas.ts';
import { texts } from '../texts.ts';
import type { Audited } from './audit-api.ts';
import { EventCard } from './event-card.tsx';
import { StateCard } from './state-card.tsx';

interface TimeTravelProps {
  audited: Audited;
  events: readonly AuditedEvent[];
  /** Looks whether more has happened meanwhile. */
  onReload: () => void;
}

/** A slider over all events: the state behind each, and what that event has changed. */
export function TimeTravel({ audited, events, onReload }: TimeTravelProps) {
  const [chosen, setChosen] = useState(events.length);
  const event = events[chosen - 1];
  if (!event) return null;
  return (
    <>
      <section class="card">
        <label class="slider">
          {texts.audit.slider}
          <input
            type="range"
            min={1}
            max={events.length}
            value={chosen}
            aria-valuetext={texts.audit.event(event.seq, event.type)}
            onInput={({ currentTarget }) => setChosen(Number(currentTarget.value))}
          />
        </label>
        <p class="slider-value">
          <strong>{texts.audit.event(event.seq, event.type)}</strong>{' '}
          <span class="soft">
            {texts.audit.of(events.length)} {event.at && <Moment at={event.at} />}
          </span>
        </p>
        <div class="actions">
          <button type="button" disabled={chosen <= 1} onClick={() => setChosen(chosen - 1)}>
            {texts.audit.earlier}
          </button>
          <button type="button" disabled={chosen >= events.length} onClick={() => setChosen(chosen + 1)}>
            {texts.audit.later}
          </button>
          <button type="button" onClick={onReload}>
            {texts.audit.reload}
          </button>
        </div>
      </section>
      <div class="columns">
        <EventCard event={event} />
        <StateCard audited={audited} seq={event.seq} />
      </div>
    </>
  );
}
