import type { Wiring } from '../../shared/wiring.ts';

/** RFC 7240, 4.1: the client would rather poll than wait. */
const respondAsync = /(?:^|,)\s*respond-async\s*(?:$|[,;=])/i;

/**
 * Whether a checkout is answered as it is placed, its steps going by messages. In the wiring `direct` there may be
 * no queue, so the preference is passed over, as RFC 7240, 2, allows.
 *
 * @returns with the header that says that a preference was followed (RFC 7240, 3)
 */
export function howToRespond(
  request: Request,
  wiring: Wiring,
): { byMessage: boolean; applied: Record<string, string> } {
  const isPreferred = respondAsync.test(request.headers.get('prefer') ?? '');
  const byMessage = wiring === 'events' || (wiring === 'hybrid' && isPreferred);
  return { byMessage, applied: byMessage && isPreferred ? { 'preference-applied': 'respond-async' } : {} };
}
