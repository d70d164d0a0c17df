import * as z from 'zod';
import type { DeadLetter } from '../contracts/dead-letter.ts';

/** How often a message is tried: once, and `max_retries` times again as every wrangler.toml says. */
export const maxTries = 6;

/** The first sentences of an error are the useful ones; a letter must not be larger than a queue takes. */
const maxReasonLength = 500;

/** A producer of the dead-letter queue. */
export interface DeadLetterOutlet {
  send(letter: DeadLetter): Promise<unknown>;
}

/** A message of a queue, and where it goes when it cannot be handled. */
export interface Delivery {
  queue: string;
  message: Message;
  deadLetters: DeadLetterOutlet;
}

/**
 * For a message that may well be handled later: tried again, or given up when its tries are used up.
 *
 * @param secondsToWait before it is tried again, by how often it was tried
 */
export async function tryAgain(
  delivery: Delivery,
  error: unknown,
  secondsToWait: (attempts: number) => number,
): Promise<void> {
  const { message } = delivery;
  if (message.attempts >= maxTries) return giveUp(delivery, error);
  say(delivery, error);
  message.retry({ delaySeconds: secondsToWait(message.attempts) });
}

/**
 * Moves a message to the dead letters. A message that not even this can be done for (the letter would be too
 * large, or the queue does not take it) is left to the platform, which moves it to the queue's own
 * `dead_letter_queue` when its tries are used up: without the reason, but not lost.
 */
export async function giveUp(delivery: Delivery, error: unknown): Promise<void> {
  const { queue, message, deadLetters } = delivery;
  say(delivery, error);
  const reason = reasonOf(error).slice(0, maxReasonLength);
  try {
    await deadLetters.send({ queue, body: message.body, reason, attempts: message.attempts });
    message.ack();
  } catch (refusal) {
    say(delivery, refusal);
    message.retry({ delaySeconds: backoffSeconds(message.attempts) });
  }
}

/** Without the body, which may hold an address. */
function say({ queue, message }: Delivery, error: unknown): void {
  const { id, attempts } = message;
  console.error(JSON.stringify({ queue, message: id, attempts, error: reasonOf(error) }));
}

/** Says of a message that breaks its schema where it does, and not what stands there. */
function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return String(error);
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return `not understood: ${issues.join('; ')}`;
}

/** 1, 2, 4 … 60 seconds. */
export function backoffSeconds(attempts: number): number {
  return Math.min(60, 2 ** Math.max(0, attempts - 1));
}
