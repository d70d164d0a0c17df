import type { Identity } from '../authenticate.ts';
import { type Health, healthOf } from '../health.ts';
import type { Visit } from '../serve.ts';
import { expositionOf, expositionType, type Family } from './exposition.ts';
import { requestMetrics } from './metrics.ts';

/** What this process has counted, and how the services are, for Prometheus to read. */
export async function metrics(visit: Visit, identity: Identity): Promise<Response> {
  const { request } = visit;
  const asked = new Request(new URL('/healthz', request.url), request);
  const health = await healthOf({ ...visit, request: asked }, identity);
  const families = [...requestMetrics.families(Date.now()), ...familiesOf(health)];
  return new Response(expositionOf(families), {
    headers: { 'content-type': expositionType, 'cache-control': 'no-store' },
  });
}

function familiesOf({ services, readModels }: Health): Family[] {
  return [
    {
      name: 'konbini_service_up',
      help: '1 for a service that answers, and 0 for one that does not.',
      type: 'gauge',
      samples: Object.entries(services).map(([service, state]) => {
        return { labels: { service }, value: state === 'ok' ? 1 : 0 };
      }),
    },
    {
      name: 'konbini_read_model_lag_seconds',
      help: 'From what happened to its being listed: the slowest of the newest batch.',
      type: 'gauge',
      samples: Object.entries(readModels).flatMap(([name, health]) => {
        const lagMs = health?.lagMs ?? null;
        return lagMs === null ? [] : [{ labels: { read_model: name }, value: lagMs / 1_000 }];
      }),
    },
    {
      name: 'konbini_read_model_lagging',
      help: 'Products or orders that the last sweep found more than a minute behind.',
      type: 'gauge',
      samples: Object.entries(readModels).flatMap(([name, health]) =>
        health ? [{ labels: { read_model: name }, value: health.lagging }] : [],
      ),
    },
  ];
}
