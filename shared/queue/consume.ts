import type * as z from 'zod';

/**
 * Takes in a batch as a whole: for consumers that write it in one go. A message that cannot be understood
 * goes to the dead letters by itself, with its tries used up, and holds nobody back. When taking in fails,
 * every message is tried again.
 */
export async function consumeBatch<Schema extends z.ZodType>(
  batch: MessageBatch,
  schema: Schema,
  take: (events: z.output<Schema>[]) => Promise<void>,
): Promise<void> {
  const understood: { message: Message; event: z.output<Schema> }[] = [];
  for (const message of batch.messages) {
    const parsed = schema.safeParse(message.body);
    if (parsed.success) understood.push({ message, event: parsed.data });
    else refuse(batch.queue, message, parsed.error);
  }
  try {
    await take(understood.map(({ event }) => event));
    for (const { message } of understood) message.ack();
  } catch (error) {
    console.error(JSON.stringify({ queue: batch.queue, error: String(error) }));
    for (const { message } of understood) message.retry({ delaySeconds: backoffSeconds(message.attempts) });
  }
}

/** Takes in each message of a batch by itself: one that fails is tried again and delays no other. */
export async function consumeEach<Schema extends z.ZodType>(
  batch: MessageBatch,
  schema: Schema,
  take: (event: z.output<Schema>) => Promise<void>,
): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const parsed = schema.safeParse(message.body);
      if (!parsed.success) return refuse(batch.queue, message, parsed.error);
      try {
        await take(parsed.data);
        message.ack();
      } catch (error) {
        console.error(JSON.stringify({ queue: batch.queue, message: message.id, error: String(error) }));
        message.retry({ delaySeconds: backoffSeconds(message.attempts) });
      }
    }),
  );
}

/** Retried without delay until the queue gives up on it and moves it to its dead-letter queue. */
function refuse(queue: string, message: Message, error: unknown): void {
  console.error(JSON.stringify({ queue, message: message.id, error: String(error) }));
  message.retry();
}

/** 1, 2, 4 … 60 seconds. */
function backoffSeconds(attempts: number): number {
  return Math.min(60, 2 ** Math.max(0, attempts - 1));
}
