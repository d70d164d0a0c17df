import type { Family, Sample } from './exposition.ts';
import { Histogram } from './histogram.ts';
import { InFlight } from './in-flight.ts';
import type { Observation } from './observation.ts';

interface Count {
  labels: { method: string; route: string; status: string };
  value: number;
}

const tooManyRequests = 429;

/**
 * Requests, counted since this process began. Labels have few values: routes as the table names them, known methods
 * and classes of status, so that no client can make it grow.
 */
export class RequestMetrics {
  readonly #counts = new Map<string, Count>();
  readonly #durations = new Map<string, Histogram>();
  readonly #inFlight = new InFlight();
  #rateLimited = 0;

  begin(request: object, now: number): void {
    this.#inFlight.begin(request, now);
  }

  end(request: object, { method, route, status, durationMs }: Observation): void {
    this.#inFlight.end(request);
    this.#count({ method, route, status: `${Math.floor(status / 100)}xx` });
    this.#durationsOf(route).record(durationMs / 1_000);
    if (status === tooManyRequests) this.#rateLimited += 1;
  }

  families(now: number): Family[] {
    return [
      {
        name: 'konbini_requests_total',
        help: 'Requests that were answered, by class of status.',
        type: 'counter',
        samples: [...this.#counts.values()],
      },
      {
        name: 'konbini_request_duration_seconds',
        help: 'From a request to the beginning of its answer.',
        type: 'histogram',
        samples: [...this.#durations].flatMap(([route, durations]) => durations.samples({ route })),
      },
      {
        name: 'konbini_rate_limited_total',
        help: 'Requests that were refused because their caller had made too many.',
        type: 'counter',
        samples: [unlabeled(this.#rateLimited)],
      },
      {
        name: 'konbini_requests_in_flight',
        help: 'Requests that are being handled, this one included.',
        type: 'gauge',
        samples: [unlabeled(this.#inFlight.count(now))],
      },
    ];
  }

  #count(labels: Count['labels']): void {
    const key = `${labels.method} ${labels.route} ${labels.status}`;
    const known = this.#counts.get(key);
    if (known) known.value += 1;
    else this.#counts.set(key, { labels, value: 1 });
  }

  #durationsOf(route: string): Histogram {
    const known = this.#durations.get(route);
    if (known) return known;
    const histogram = new Histogram();
    this.#durations.set(route, histogram);
    return histogram;
  }
}

function unlabeled(value: number): Sample {
  return { labels: {}, value };
}

/** Of this process. Cloudflare runs many: there Analytics Engine adds them up. */
export const requestMetrics = new RequestMetrics();
