import type { Caller } from '../../../shared/contracts/caller.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import { bindingOf, type ServiceName } from '../env.ts';
import { inward } from '../forward.ts';
import { logError } from '../log.ts';
import type { Visit } from '../serve.ts';

/** A part of an answer: what its service says, or that there is none, or that it says nothing just now. */
export type Part =
  | { status: 'ok'; body: Record<string, unknown> }
  | { status: 'absent' }
  | { status: 'unavailable' };

/** A page is not held up for a part of it. */
const partDeadlineMs = 2_500;

export interface Question {
  service: ServiceName;
  /** With its query. */
  path: string;
}

/** Asks one service for its part. What is refused is none of the caller's, and so not there. */
export async function partOf({ service, path }: Question, visit: Visit, caller: Caller): Promise<Part> {
  const { env, cache, requestId } = visit;
  const ask = (request: Request) =>
    withDeadline(bindingOf(env, service).fetch(request), partDeadlineMs, service);
  const question = questionOf(path, visit, caller);
  try {
    const isPublic = cache && service === 'product';
    const response = await (isPublic ? cache.read(question, ask) : ask(question));
    if (response.ok) return { status: 'ok', body: (await response.json()) as Record<string, unknown> };
    await response.body?.cancel();
    return { status: response.status >= 500 ? 'unavailable' : 'absent' };
  } catch (error) {
    logError({ message: `The ${service} service gave no part of the answer.`, requestId, error });
    return { status: 'unavailable' };
  }
}

/** A part as it is shown, with what `show` makes of what its service has said. */
export function shown(part: Part, show: (body: Record<string, unknown>) => object): object {
  return part.status === 'ok' ? { status: 'ok', ...show(part.body) } : part;
}

/** A request for a part: in the caller's name, and without what holds for the whole alone. */
function questionOf(path: string, visit: Visit, caller: Caller): Request {
  const { request } = visit;
  const headers = new Headers(request.headers);
  headers.delete('if-none-match');
  return inward(new Request(new URL(path, request.url), { headers }), caller, visit);
}
