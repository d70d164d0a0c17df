import { tapped } from '../../shared/faults/tapped.ts';
import type { Env } from './env.ts';
import { faultAnswers } from './faults/answers.ts';
import { faultRoutes } from './faults/routes.ts';
import { gatewayOf } from './gateway.ts';
import { routes } from './routes.ts';
import { ownAnswers } from './serve.ts';

/* The gateway as it runs on a laptop: docs/faults.md. */
const gateway = gatewayOf([...routes, ...faultRoutes], { ...ownAnswers, ...faultAnswers });

export default {
  fetch: (request, env, context) => gateway.fetch(request, tapped(env, 'gateway', { traceId: '' }), context),
} satisfies ExportedHandler<Env>;
