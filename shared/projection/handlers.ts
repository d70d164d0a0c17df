import { type RebuildView, rebuildBodySchema } from '../contracts/read-model.ts';
import { withBody } from '../http/call.ts';
import { json, respond } from '../http/respond.ts';
import type { RequestTable } from '../request-table.ts';
import { accept } from '../result.ts';
import type { RemoteKeeper } from './keeper-object.ts';

/** Starts a rebuild, or joins the one that is under way: 202 in both cases. */
export function startRebuild(
  request: Request,
  keeper: RemoteKeeper,
  requests: RequestTable,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  return withBody(request, rebuildBodySchema, async (_, { repeat }) => {
    const start = async () => accept(await keeper.startRebuild());
    const answer = await requests.once<RebuildView>(pathname, repeat, Date.now(), start);
    return respond(answer, (view) => json(view, { status: 202, headers: { location: pathname } }));
  });
}

export async function getRebuild(keeper: RemoteKeeper): Promise<Response> {
  return json(await keeper.rebuildView());
}
