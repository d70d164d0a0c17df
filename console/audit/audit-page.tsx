import type { Place } from '../navigation/place.ts';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { texts } from '../texts.ts';
import { type Audited, auditedKinds, eventsOf, maxEvents } from './audit-api.ts';
import { AuditForm } from './audit-form.tsx';
import { TimeTravel } from './time-travel.tsx';
import { VerifyCard } from './verify-card.tsx';

/** What happened to any product, cart or order, its state at any moment, and whether it is what its events say. */
export function AuditPage({ place: { rest } }: { place: Place }) {
  const kind = auditedKinds.find((known) => known === rest[0]);
  const id = rest[1];
  return (
    <PageFrame title={texts.audit.title} about={texts.audit.about}>
      <AuditForm kind={kind ?? 'order'} id={id ?? ''} key={rest.join('/')} />
      {kind && id && <History audited={{ kind, id }} key={`${kind}/${id}`} />}
    </PageFrame>
  );
}

function History({ audited }: { audited: Audited }) {
  const loaded = useLoaded(() => eventsOf(audited), []);
  return (
    <LoadedView loaded={loaded}>
      {(events) => (
        <>
          <VerifyCard audited={audited} />
          {events.length >= maxEvents && <p class="soft">{texts.audit.cut(maxEvents)}</p>}
          <TimeTravel audited={audited} events={events} onReload={loaded.reload} />
        </>
      )}
    </LoadedView>
  );
}
