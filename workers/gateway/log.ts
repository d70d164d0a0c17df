import type { Observation } from './observe/observation.ts';

export interface LogEntry {
  message: string;
  requestId?: string;
  /** The route as the table names it: an actual path has ids in it. */
  route?: string;
  error?: unknown;
}

/** One line of JSON. Never headers, bodies or addresses: logs are read by more people than the shop's data. */
export function logError({ error, ...entry }: LogEntry): void {
  console.error(
    JSON.stringify({ level: 'error', ...entry, ...(error === undefined ? {} : describe(error)) }),
  );
}

/** One line of JSON for each request. What is wrong with a client is no fault of ours. */
export function logRequest(observation: Observation): void {
  const { status } = observation;
  const entry = { message: 'request', service: 'gateway', ...observation };
  if (status === 500) console.error(JSON.stringify({ level: 'error', ...entry }));
  // A service that is away for a moment.
  else if (status > 500) console.warn(JSON.stringify({ level: 'warn', ...entry }));
  else console.log(JSON.stringify({ level: 'info', ...entry }));
}

function describe(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  const text = `${error.name}: ${error.message}`;
  return error.stack === undefined ? { error: text } : { error: text, stack: error.stack };
}
