import { forgetBodySchema } from '../../../shared/contracts/forget.ts';
import { withBody } from '../../../shared/http/call.ts';
import { json, respond } from '../../../shared/http/respond.ts';
import type { ServiceRequest } from '../../../shared/http/service-router.ts';
import { RequestTable } from '../../../shared/request-table.ts';
import { accept } from '../../../shared/result.ts';
import { type ForgettingEnv, forgettingOf } from './office.ts';

export function forgetCustomer(request: ServiceRequest, env: ForgettingEnv): Promise<Response> {
  // The gateway lets nothing through that could not be decoded. A customer's id is the token issuer's to choose.
  const customerId = decodeURIComponent(request.params.id ?? '');
  return withBody(request, forgetBodySchema, async (_, { cause, repeat }) => {
    const now = Date.now();
    const work = async () => accept(await forgettingOf(env).forget(customerId, now, cause));
    const requests = new RequestTable(env.ORDERS_DB);
    return respond(await requests.once(`customer ${customerId}`, repeat, now, work), (value) => json(value));
  });
}
