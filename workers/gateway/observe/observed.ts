import { problemHeader } from '../../../shared/http/internal-headers.ts';
import { logRequest } from '../log.ts';
import type { Visit } from '../serve.ts';
import { writeDataPoint } from './analytics.ts';
import { requestMetrics } from './metrics.ts';
import { observationOf } from './observation.ts';

/**
 * Answers a request, and counts, logs and measures it.
 *
 * @param answer must not throw, and gives a response whose headers can be changed
 */
export async function observed(visit: Visit, answer: () => Promise<Response>): Promise<Response> {
  const startedAt = Date.now();
  requestMetrics.begin(visit, startedAt);
  const response = await answer();
  const observation = observationOf(visit, response, Date.now() - startedAt);
  // For us alone: the document itself says it to the client.
  response.headers.delete(problemHeader);
  requestMetrics.end(visit, observation);
  logRequest(observation);
  if (visit.env.REQUESTS) writeDataPoint(visit.env.REQUESTS, observation);
  return response;
}
