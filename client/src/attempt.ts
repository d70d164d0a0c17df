import { NoAnswer } from './no-answer.ts';
import type { Send } from './send.ts';

/**
 * Sends a request once.
 *
 * @param withinMs how long the answer may take: a JSON answer as a whole, any other to begin
 * @throws the reason of the request's own signal, if its caller gives up
 */
export async function attempt(send: Send, request: Request, withinMs: number): Promise<Response | NoAnswer> {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(new Error(`no answer within ${withinMs} ms`)), withinMs);
  try {
    const signal = AbortSignal.any([request.signal, tooLate.signal]);
    // What is sent cannot be sent again, so the original stays.
    return await whole(await send(new Request(request.clone(), { signal })));
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    return new NoAnswer(request, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Not that of an export, which is read while it comes. */
const json = /^application\/(problem\+)?json\b/;

/** A connection can break in the middle of an answer, which is then none. */
async function whole(response: Response): Promise<Response> {
  if (!json.test(response.headers.get('content-type') ?? '')) return response;
  return new Response(await response.arrayBuffer(), response);
}
