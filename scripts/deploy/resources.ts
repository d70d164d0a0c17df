import type { Unstable_RawConfig } from 'wrangler';
import { secretKindsOf } from './secret-kinds.ts';
import type { WorkerConfig } from './worker-config.ts';

/** What a worker wants, under the heading of its kind. */
type Resource = [kind: string, what: string];

/** How parts of a config read. A part that is not among them is shown as it is: nothing may stay unseen. */
const shown: {
  [Part in keyof Unstable_RawConfig]?: (part: NonNullable<Unstable_RawConfig[Part]>) => Resource[];
} = {
  name: () => [],
  main: () => [],
  compatibility_date: (date) => [['runtime of', date]],
  compatibility_flags: (flags) => flags.map((flag) => ['runtime flag', flag]),
  // Both stand in the addresses: a worker that has neither is public.
  workers_dev: () => [],
  routes: () => [],
  triggers: ({ crons = [] }) => crons.map((cron) => ['cron', cron]),
  vars: (vars) => Object.entries(vars).map(([name, value]) => ['variable', `${name} = ${asText(value)}`]),
  assets: (assets) => [['assets', asText(assets)]],
  exports: (classes) =>
    Object.entries(classes).map(([name, { type, ...settings }]) => [type, `${name}, ${asText(settings)}`]),
  durable_objects: ({ bindings = [] }) =>
    bindings.map(({ name, class_name: object }) => ['object binding', `${name} → ${object}`]),
  services: (services) =>
    services.map(({ binding, service, entrypoint = 'default' }) => [
      'service binding',
      `${binding} → ${service}, ${entrypoint}`,
    ]),
  d1_databases: (databases) =>
    databases.map(({ binding, database_name, database_id }) => [
      'D1 database',
      `${binding} → ${database_name ?? database_id}`,
    ]),
  send_email: (bindings) => bindings.map(({ name, ...rest }) => ['email', `${name}, ${asText(rest)}`]),
  queues: ({ producers = [], consumers = [] }) => [
    ...producers.map(({ binding, queue }): Resource => ['queue, sends', `${binding} → ${queue}`]),
    ...consumers.map(
      ({ queue, dead_letter_queue: dead }): Resource => [
        'queue, takes',
        `${queue}${dead ? `, dead letters to ${dead}` : ''}`,
      ],
    ),
  ],
};

/** A line for each thing that the worker's config asks for, and for each secret that its code knows. */
export function resourceLines(worker: WorkerConfig): string[] {
  const resources = [...addresses(worker), ...configured(worker), ...secretsOf(worker)];
  return resources.map(([kind, what]) => `  ${kind.padEnd(16)} ${what}`);
}

function addresses({
  content: { routes = [], workers_dev = routes.length === 0 },
}: WorkerConfig): Resource[] {
  if (routes.length === 0 && !workers_dev) return [['address', 'none: called by the other workers only']];
  return [
    ...routes.map((route): Resource => ['address', asText(route)]),
    ...(workers_dev ? [['address', 'on workers.dev'] satisfies Resource] : []),
  ];
}

function configured({ content }: WorkerConfig): Resource[] {
  return Object.entries(content).flatMap(([part, value]) => {
    const show = shown[part as keyof Unstable_RawConfig] as ((value: unknown) => Resource[]) | undefined;
    if (show) return show(value);
    return [value].flat().map((one): Resource => [part, asText(one)]);
  });
}

function secretsOf(worker: WorkerConfig): Resource[] {
  return secretKindsOf(worker.service).map(([name, { purpose }]) => ['secret', `${name}, ${purpose}`]);
}

function asText(value: unknown): string {
  return JSON.stringify(value);
}
