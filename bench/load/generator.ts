import autocannon from 'autocannon';
import type { Answered, Fired, Slice } from './slice.ts';

/** The shop has given up long before. */
const patienceSeconds = 60;
/** How often autocannon looks whether it has finished. The time that is told does not depend on it. */
const lookEveryMs = 20;

/** Fires one slice after the other, as the parent process sends them: it must not take time from what it measures. */
process.on('message', (slice: Slice) => {
  fire(slice).then(
    (fired) => process.send?.({ fired }),
    (error: Error) => process.send?.({ failed: error.message }),
  );
});
process.on('disconnect', () => process.exit());

function fire(slice: Slice): Promise<Fired> {
  const answers: Answered[] = [];
  const latenciesMs: number[] = [];
  const began = performance.now();
  let ended = began;
  return new Promise((resolve, reject) => {
    const run = autocannon(optionsOf(slice, answers), (error: Error | null) => {
      const missing = slice.requests.length - latenciesMs.length;
      if (error || missing > 0) reject(error ?? new Error(`${missing} requests got no answer`));
      else resolve({ ms: ended - began, answers, latenciesMs });
    });
    run.on('reqError', reject);
    run.on('response', (_client, _status, _bytes, ms) => {
      ended = performance.now();
      latenciesMs.push(ms);
    });
  });
}

/** Connections take the next request each. What autocannon calls a context is between one request and its answer. */
function optionsOf({ url, connections, requests }: Slice, answers: Answered[]): autocannon.Options {
  let next = 0;
  const request = {
    setupRequest: (defaults: object, context: { nth: number }) => {
      context.nth = next++;
      return { ...defaults, ...requests[context.nth] };
    },
    onResponse: (status: number, body: string, { nth }: { nth: number }) => {
      answers[nth] = { status, body };
    },
  };
  return {
    url,
    connections: Math.min(connections, requests.length),
    amount: requests.length,
    requests: [request as autocannon.Request],
    timeout: patienceSeconds,
    sampleInt: lookEveryMs,
    skipAggregateResult: true,
  };
}
