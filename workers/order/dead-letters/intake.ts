import { deadLetterQueue, deadLetterSchema } from '../../../shared/contracts/dead-letter.ts';
import { maxTries } from '../../../shared/queue/give-up.ts';
import type { DeadLetters, Received } from './dead-letters.ts';

/** The platform's dead-letter queue of `konbini-x` is `konbini-x-dead`, which tells where a message was. */
const suffix = '-dead';

export function takesDeadLetters(queue: string): boolean {
  return queue === deadLetterQueue || queue.endsWith(suffix);
}

/**
 * Keeps what consumers have given up, and what the platform has given up for them. There is no place to go
 * from here, so a batch that cannot be kept is tried again for as long as the queue keeps it.
 */
export async function keepBatch(batch: MessageBatch, letters: DeadLetters): Promise<void> {
  try {
    await letters.keep(batch.messages.map((message) => received(batch.queue, message)));
    batch.ackAll();
  } catch (error) {
    console.error(JSON.stringify({ queue: batch.queue, error: String(error) }));
    for (const message of batch.messages) message.retry({ delaySeconds: patienceSeconds(message.attempts) });
  }
}

function received(queue: string, { body, timestamp }: Message): Received {
  const at = timestamp.getTime();
  if (queue !== deadLetterQueue) {
    const reason = 'not known: its consumer did not live to say';
    return { queue: queue.slice(0, -suffix.length), body, reason, attempts: maxTries, at };
  }
  const letter = deadLetterSchema.safeParse(body);
  // Kept as it is, since nobody else will.
  if (!letter.success) return { queue, body, reason: 'not a dead letter', attempts: 1, at };
  return { ...letter.data, at };
}

/** 1, 2, 4 … minutes, and an hour at most: with 100 retries, the four days that a queue keeps a message. */
function patienceSeconds(attempts: number): number {
  return Math.min(3_600, 60 * 2 ** Math.max(0, attempts - 1));
}
