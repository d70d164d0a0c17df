import { type IRequest, Router } from 'itty-router';
import type { ReadModelHealth } from '../contracts/read-model.ts';
import { drainUnread } from './drain.ts';
import * as problems from './problem.ts';
import { json } from './respond.ts';

export type ServiceRequest = IRequest & Request;

/** What a service says of itself, beside that it is there. */
export interface ServiceHealth {
  /** By name; null for one that cannot be asked. */
  readModels?: Record<string, ReadModelHealth | null>;
}

/**
 * A service's router: its own routes, `/healthz`, and a problem document for whatever goes wrong.
 * @param health what it says of itself; must not throw
 */
export function serviceRouter<Env>(
  service: string,
  health: (env: Env) => Promise<ServiceHealth> = async () => ({}),
) {
  // itty-router's own error handler would put the exception's text into the answer.
  const router = Router<ServiceRequest, [Env], Response>({
    catch: (error) => failure(service, error),
    finally: [(_response: Response, request: Request) => drainUnread(request)],
  });
  return router.get('/healthz', async (_, env) => json({ status: 'ok', ...(await health(env)) }));
}

/** For the end of the route list. */
export function routeNotFound(): Response {
  return problems.problemResponse(problems.routeNotFound);
}

/**
 * A failure of the platform (an actor that is overloaded, restarting or cut off) passes by itself, so it is
 * a 503. Anything else is a bug of ours: a 500 that tells the log everything and the client nothing.
 */
function failure(service: string, error: unknown): Response {
  console.error(JSON.stringify({ service, error: String(error), stack: (error as Error)?.stack }));
  return problems.problemResponse(
    isPlatformFailure(error) ? problems.serviceUnavailable(service) : problems.internalError,
  );
}

/** Durable Object errors carry these properties. Such a call is not repeated here: the runtime has tried. */
export function isPlatformFailure(error: unknown): boolean {
  const { overloaded, retryable, remote } = error as Record<string, unknown>;
  return overloaded === true || retryable === true || (remote !== true && isConnectionLost(error));
}

function isConnectionLost(error: unknown): boolean {
  return /network connection lost|internal error|timed out|no such service|disconnected/i.test(String(error));
}
