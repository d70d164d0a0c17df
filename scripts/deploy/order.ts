import { calleesOf, type WorkerConfig } from './worker-config.ts';

/**
 * Those who are called before those who call them, as far as there is no circle: Cloudflare takes no worker whose
 * service binding leads to one that does not exist.
 */
export function deployOrder(workers: WorkerConfig[]): WorkerConfig[] {
  const ordered = new Set<WorkerConfig>();
  const visited = new Set<WorkerConfig>();
  const visit = (worker: WorkerConfig) => {
    if (visited.has(worker)) return;
    visited.add(worker);
    for (const callee of workers.filter(({ name }) => calleesOf(worker).includes(name))) visit(callee);
    ordered.add(worker);
  };
  workers.forEach(visit);
  return [...ordered];
}

/** In a circle somebody comes before one whom he calls. These are called by somebody before them. */
export function calledTooEarly(ordered: WorkerConfig[]): WorkerConfig[] {
  return ordered.filter(({ name }, position) =>
    ordered.slice(0, position).some((earlier) => calleesOf(earlier).includes(name)),
  );
}
