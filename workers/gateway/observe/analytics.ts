import type { Observation } from './observation.ts';

/**
 * A data point for Workers Analytics Engine, where columns have numbers and no names: docs/observability.md says what
 * stands in which. The index is what is sampled by, so that a rare route is not lost beside a busy one.
 */
export function writeDataPoint(dataset: AnalyticsEngineDataset, observation: Observation): void {
  const { route, method, caller, problem = '', status, durationMs } = observation;
  dataset.writeDataPoint({
    indexes: [`${method} ${route}`],
    blobs: [method, route, caller, problem],
    doubles: [status, durationMs],
  });
}
