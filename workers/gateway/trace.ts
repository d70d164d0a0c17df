const traceparentPattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const knownVersion = '00';
const invalidVersion = 'ff';

/**
 * The traceparent that came, if it is one (W3C Trace Context, 3.2): of a later version only the fields that
 * we know are kept, under our own version, as the standard asks.
 */
export function parseTraceparent(header: string | null): string | undefined {
  const [, version, traceId, parentId, flags, rest] = traceparentPattern.exec(header ?? '') ?? [];
  if (version === undefined || traceId === undefined || parentId === undefined || flags === undefined) {
    return undefined;
  }
  if (version === invalidVersion || /^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  if (version === knownVersion) return rest === undefined ? (header ?? undefined) : undefined;
  const sampled = Number.parseInt(flags, 16) & 1;
  return `${knownVersion}-${traceId}-${parentId}-0${sampled}`;
}

/** The trace that a request belongs to: its caller's, or else one that starts here. */
export function traceparentOf(request: Request): string {
  return parseTraceparent(request.headers.get('traceparent')) ?? newTraceparent();
}

/** A trace that starts here. Not marked as sampled: the gateway records no spans. */
export function newTraceparent(): string {
  // The digits of a version 4 UUID are random, but for its version: they are never all zero, which is invalid.
  return `${knownVersion}-${randomDigits()}-${randomDigits().slice(0, 16)}-00`;
}

function randomDigits(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
