import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import { describe, expect, test } from 'vitest';
import { expositionOf, type Family } from './exposition.ts';
import { RequestMetrics } from './metrics.ts';
import type { Observation } from './observation.ts';

/** Metrics as Prometheus reads them, by name. */
function read(families: Family[]) {
  const parsed = parsePrometheusTextFormat(expositionOf(families));
  return Object.fromEntries(parsed.map(({ name, ...rest }) => [name, rest]));
}

function answered(metrics: RequestMetrics, change: Partial<Observation> = {}): void {
  const request = {};
  const said = { requestId: 'r', traceId: undefined, caller: 'guest', problem: undefined } as const;
  metrics.begin(request, 0);
  metrics.end(request, {
    ...said,
    ...{ method: 'GET', route: '/v1/carts/:id', status: 200, durationMs: 30 },
    ...change,
  });
}

describe('requests', () => {
  test('are counted by route, method and class of status', () => {
    const metrics = new RequestMetrics();
    for (const status of [200, 201, 404, 429, 503]) answered(metrics, { status });
    answered(metrics, { method: 'DELETE', route: 'none', status: 405 });
    const labels = { method: 'GET', route: '/v1/carts/:id' };
    expect(read(metrics.families(0))).toMatchObject({
      konbini_requests_total: {
        type: 'COUNTER',
        metrics: [
          { value: '2', labels: { ...labels, status: '2xx' } },
          { value: '2', labels: { ...labels, status: '4xx' } },
          { value: '1', labels: { ...labels, status: '5xx' } },
          { value: '1', labels: { method: 'DELETE', route: 'none', status: '4xx' } },
        ],
      },
      konbini_rate_limited_total: { type: 'COUNTER', metrics: [{ value: '1' }] },
    });
  });

  test('have their durations in buckets, in seconds; a bucket has those of the smaller ones', () => {
    const metrics = new RequestMetrics();
    for (const durationMs of [0, 5, 6, 30, 700, 60_000]) answered(metrics, { durationMs });
    // As text: the parser takes the labels off a histogram.
    const lines = expositionOf(metrics.families(0)).match(/^konbini_request_duration_seconds.*$/gm);
    const bucket = (le: string, count: number) =>
      `konbini_request_duration_seconds_bucket{route="/v1/carts/:id",le="${le}"} ${count}`;
    expect(lines).toEqual([
      ...[bucket('0.005', 2), bucket('0.01', 3), bucket('0.025', 3), bucket('0.05', 4), bucket('0.1', 4)],
      ...[bucket('0.25', 4), bucket('0.5', 4), bucket('1', 5), bucket('2.5', 5), bucket('5', 5)],
      ...[bucket('10', 5), bucket('+Inf', 6)],
      'konbini_request_duration_seconds_sum{route="/v1/carts/:id"} 60.741',
      'konbini_request_duration_seconds_count{route="/v1/carts/:id"} 6',
    ]);
    expect(read(metrics.families(0)).konbini_request_duration_seconds?.type).toBe('HISTOGRAM');
  });

  test('are in flight from their beginning to their end, but not for ever', () => {
    const metrics = new RequestMetrics();
    const inFlight = (now: number) => read(metrics.families(now)).konbini_requests_in_flight?.metrics;
    const minute = 60_000;
    expect(inFlight(0)).toEqual([{ value: '0' }]);
    metrics.begin({}, 0);
    metrics.begin({}, minute);
    answered(metrics);
    expect(inFlight(2 * minute - 1)).toEqual([{ value: '2' }]);
    expect(inFlight(2 * minute)).toEqual([{ value: '1' }]);
    expect(inFlight(3 * minute)).toEqual([{ value: '0' }]);
  });
});

test('labels and help may hold anything', () => {
  const value = 'a "quoted" \\ path\nand another line';
  const odd: Family = {
    name: 'odd',
    help: 'One\\two\nthree',
    type: 'gauge',
    samples: [{ labels: { value }, value: 1.5 }],
  };
  expect(expositionOf([odd])).toBe(
    '# HELP odd One\\\\two\\nthree\n# TYPE odd gauge\nodd{value="a \\"quoted\\" \\\\ path\\nand another line"} 1.5\n',
  );
  expect(read([odd])).toMatchObject({
    odd: { type: 'GAUGE', metrics: [{ value: '1.5', labels: { value } }] },
  });
});
