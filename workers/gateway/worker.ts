import { gatewayOf } from './gateway.ts';
import { routes } from './routes.ts';
import { ownAnswers } from './serve.ts';

export type { Env } from './env.ts';

export default gatewayOf(routes, ownAnswers);
