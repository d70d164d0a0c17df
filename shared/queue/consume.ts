import type * as z from 'zod';
import { backoffSeconds, type DeadLetterOutlet, type Delivery, giveUp, tryAgain } from './give-up.ts';

interface Understood<Event> {
  delivery: Delivery;
  event: Event;
}

/**
 * Takes in a batch as a whole: for consumers that write it in one go. Where that fails, each message is taken
 * in by itself, so that one which cannot be handled holds nobody back. `take` may see an event twice.
 */
export async function consumeBatch<Schema extends z.ZodType>(
  batch: MessageBatch,
  schema: Schema,
  deadLetters: DeadLetterOutlet,
  take: (events: z.output<Schema>[]) => Promise<void>,
): Promise<void> {
  await understand(batch, schema, deadLetters, async (understood) => {
    try {
      await take(understood.map(({ event }) => event));
      for (const { delivery } of understood) delivery.message.ack();
    } catch (error) {
      console.error(
        JSON.stringify({ queue: batch.queue, messages: understood.length, error: String(error) }),
      );
      await Promise.all(understood.map((one) => takeOne(one, (event) => take([event]), backoffSeconds)));
    }
  });
}

/**
 * Takes in each message of a batch by itself.
 *
 * @param take is told how often the message was tried, this time included
 * @param secondsToWait before a message is tried again, by how often it was tried
 */
export async function consumeEach<Schema extends z.ZodType>(
  batch: MessageBatch,
  schema: Schema,
  deadLetters: DeadLetterOutlet,
  take: (event: z.output<Schema>, attempts: number) => Promise<void>,
  secondsToWait = backoffSeconds,
): Promise<void> {
  await understand(batch, schema, deadLetters, async (understood) => {
    await Promise.all(understood.map((one) => takeOne(one, take, secondsToWait)));
  });
}

/** A message that breaks the schema will do so at every try: it is given up at once, beside the others. */
async function understand<Schema extends z.ZodType>(
  batch: MessageBatch,
  schema: Schema,
  deadLetters: DeadLetterOutlet,
  takeAll: (understood: Understood<z.output<Schema>>[]) => Promise<void>,
): Promise<void> {
  const understood: Understood<z.output<Schema>>[] = [];
  const work: Promise<void>[] = [];
  for (const message of batch.messages) {
    const delivery = { queue: batch.queue, message, deadLetters };
    const parsed = schema.safeParse(message.body);
    if (parsed.success) understood.push({ delivery, event: parsed.data });
    else work.push(giveUp(delivery, parsed.error));
  }
  if (understood.length > 0) work.push(takeAll(understood));
  await Promise.all(work);
}

async function takeOne<Event>(
  { delivery, event }: Understood<Event>,
  take: (event: Event, attempts: number) => Promise<void>,
  secondsToWait: (attempts: number) => number,
): Promise<void> {
  try {
    await take(event, delivery.message.attempts);
    delivery.message.ack();
  } catch (error) {
    await tryAgain(delivery, error, secondsToWait);
  }
}
