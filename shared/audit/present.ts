import type { AuditedEvent, AuditPage } from '../actor/audit.ts';
import { lastReplayed } from '../actor/verification.ts';
import type { Progress } from '../actor/verifier.ts';
import type { AuditedEventView, AuditPageView, VerificationView } from '../contracts/audit.ts';
import { rfc3339 } from '../time.ts';
import { timeOrNull } from './time.ts';

/** As many characters as the name of a guest as a caller shows. */
const shownHashLength = 16;

export function presentPage({ items, hasMore, ...state }: AuditPage): AuditPageView {
  const last = items.at(-1);
  return withoutSecrets({
    items: items.map(presentEvent),
    next: hasMore && last ? last.seq : null,
    ...state,
  });
}

function presentEvent({
  seq,
  type,
  version,
  at,
  caller,
  request,
  trace,
  ...what
}: AuditedEvent): AuditedEventView {
  return { seq, type, version, at: timeOrNull(at), caller, requestId: request, trace, ...what };
}

export function presentProgress({ run, lastSeq }: Progress): VerificationView {
  const startedAt = rfc3339(run.startedAt);
  if (run.finishedAt === null) {
    return { status: 'running', processed: lastReplayed(run), total: lastSeq, startedAt };
  }
  const { events, differences, more } = run;
  return {
    status: 'finished',
    equal: differences.length === 0,
    events,
    differences: differences.map(({ place, expected, found }) => ({
      place,
      ...shown(place, { expected, found }),
    })),
    more,
    startedAt,
    finishedAt: rfc3339(run.finishedAt),
  };
}

/** A difference within a secret does not name the field in its values, but in its place. */
function shown<Values extends object>(place: string, values: Values): Values {
  if (!place.endsWith('.tokenHash')) return withoutSecrets(values);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, withoutSecrets({ tokenHash: value }).tokenHash]),
  ) as Values;
}

/**
 * The hash of a guest's token opens nothing, since a token of 130 random bits cannot be guessed from it. But it
 * is what the token is compared with, so nobody needs to see it whole; its beginning tells guests apart.
 */
function withoutSecrets<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, hideHash));
}

function hideHash(key: string, value: unknown): unknown {
  return key === 'tokenHash' && typeof value === 'string' ? `${value.slice(0, shownHashLength)}…` : value;
}
