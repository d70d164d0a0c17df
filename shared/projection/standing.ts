import type * as z from 'zod';
import type { Told } from '../actor/relay.ts';
import { withDeadline } from '../deadline.ts';
import type { Listing } from './definition.ts';

/** What an actor answers when it is asked for itself: how it is to be listed, and whether others know. */
export interface Standing<Data> {
  listing: Listing<Data>;
  told: Told;
}

/** Asks an actor. null: nothing has ever happened there that could be listed. */
export type Ask<Data> = (id: string) => Promise<Standing<Data> | null>;

/**
 * Holds an answer to the same schema as a message with the same in it.
 *
 * @throws where it breaks that. An actor whose storage is damaged counts as one that does not answer: what it says
 *   of itself could not be listed, nor anything in one batch with it
 */
export async function understood<Data>(
  answer: Promise<Standing<Data> | null>,
  schema: z.ZodType<Data>,
): Promise<Standing<Data> | null> {
  const standing = await answer;
  if (standing) schema.parse(standing.listing.data);
  return standing;
}

export interface Answers<Data> {
  answered: { id: string; standing: Standing<Data> | null }[];
  /** The ids of those who did not, and why the first of them did not. */
  unanswered: string[];
  reason: string;
}

const deadlineMs = 10_000;

/** Asks many actors at once. */
export async function askAll<Data>(ids: string[], ask: Ask<Data>): Promise<Answers<Data>> {
  const answers: Answers<Data> = { answered: [], unanswered: [], reason: '' };
  const asked = await Promise.allSettled(ids.map((id) => withDeadline(ask(id), deadlineMs, id)));
  for (const [index, answer] of asked.entries()) {
    const id = ids[index] as string;
    if (answer.status === 'fulfilled') answers.answered.push({ id, standing: answer.value });
    else {
      answers.unanswered.push(id);
      answers.reason ||= `${id}: ${answer.reason}`;
    }
  }
  return answers;
}

/** What of the answers can be listed. */
export function listingsOf<Data>({ answered }: Answers<Data>): Listing<Data>[] {
  return answered.flatMap(({ standing }) => (standing ? [standing.listing] : []));
}
