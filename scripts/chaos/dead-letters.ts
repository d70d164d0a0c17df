import type { DeadLetterView, Redriven } from '../../shared/contracts/dead-letter.ts';
import { pause } from '../../shared/pause.ts';
import type { Api } from '../load/api.ts';

const arriveWithinMs = 60_000;

/** Those that wait for somebody to redrive them. */
function waiting(api: Api): Promise<DeadLetterView[]> {
  return api.list('/v1/admin/dead-letters?status=kept');
}

/** @throws when none comes */
export async function untilSomeArrive(api: Api): Promise<void> {
  const deadline = Date.now() + arriveWithinMs;
  while ((await waiting(api)).length === 0) {
    if (Date.now() > deadline) throw new Error('nothing became a dead letter, though no message got through');
    await pause(500);
  }
}

/**
 * Gives all of them back to their queues until none waits any more. Answers how many there were.
 * @throws when some still die
 */
export async function redriveAll(api: Api): Promise<number> {
  const deadline = Date.now() + arriveWithinMs;
  let redriven = 0;
  while ((await waiting(api)).length > 0) {
    if (Date.now() > deadline) throw new Error('dead letters die again, though their consumer is well');
    const { body } = await api.asAdmin<Partial<Redriven>>('POST', '/v1/admin/dead-letters/redrive', {
      body: {},
    });
    redriven += body.redriven ?? 0;
    await pause(500);
  }
  return redriven;
}
