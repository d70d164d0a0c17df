import { Moment } from '../parts/moment.tsx';
import type { AuditedEvent } from '../schemas.ts';
import { texts } from '../texts.ts';

/** An event: who caused it, by which request, and what it holds. */
export function EventCard({ event }: { event: AuditedEvent }) {
  const { seq, type, at, caller, requestId, trace, data, undecodable } = event;
  return (
    <section class="card">
      <h2>{texts.audit.event(seq, type)}</h2>
      {undecodable && <p class="problem">{undecodable}</p>}
      <dl class="facts">
        <dt>{texts.audit.facts.at}</dt>
        <dd>{at ? <Moment at={at} /> : texts.audit.noTime}</dd>
        <dt>{texts.audit.facts.caller}</dt>
        <dd>{caller}</dd>
        <dt>{texts.audit.facts.request}</dt>
        <dd>{requestId}</dd>
        <dt>{texts.audit.facts.trace}</dt>
        <dd>{trace}</dd>
      </dl>
      <h3>{texts.audit.facts.data}</h3>
      <pre>{JSON.stringify(data, null, 2)}</pre>
    </section>
  );
}
