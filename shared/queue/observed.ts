import { traceIdOf } from '../trace-id.ts';

/** What a consumer has decided about a message. What it says nothing of is taken off the queue. */
type Fate = 'acknowledged' | 'retried';

/**
 * Handles a batch, and says in one line of JSON what became of it. Nothing of what the messages say: they hold
 * addresses.
 *
 * @param now ms since 1970
 */
export async function observedBatch(
  service: string,
  batch: MessageBatch,
  handle: (batch: MessageBatch) => Promise<void>,
  now: () => number = Date.now,
): Promise<void> {
  const startedAt = now();
  const fates = new Map<string, Fate>();
  try {
    await handle(watched(batch, fates));
  } catch (error) {
    console.error(
      JSON.stringify({ level: 'error', ...account(service, batch, fates), error: String(error) }),
    );
    throw error;
  }
  const entry = { ...account(service, batch, fates), durationMs: now() - startedAt };
  if (entry.retried > 0) console.warn(JSON.stringify({ level: 'warn', ...entry }));
  else console.log(JSON.stringify({ level: 'info', ...entry }));
}

function account(service: string, { queue, messages }: MessageBatch, fates: Map<string, Fate>) {
  const retried = [...fates.values()].filter((fate) => fate === 'retried').length;
  const traces = new Set(messages.flatMap(({ body }) => traceIdOf(traceparentIn(body)) ?? []));
  return { message: 'batch', service, queue, messages: messages.length, retried, traceIds: [...traces] };
}

/** Events say their trace themselves, the steps of a saga as part of their cause. */
function traceparentIn(body: unknown): string {
  const { trace, cause } = (body ?? {}) as { trace?: unknown; cause?: { trace?: unknown } };
  return String(trace ?? cause?.trace ?? '');
}

/** The same batch, with every decision noted. Of several about one message the platform heeds the first. */
function watched(batch: MessageBatch, fates: Map<string, Fate>): MessageBatch {
  const note = ({ id }: Message, fate: Fate) => fates.set(id, fates.get(id) ?? fate);
  const noteAll = (fate: Fate) => batch.messages.forEach((message) => void note(message, fate));
  return {
    queue: batch.queue,
    metadata: batch.metadata,
    messages: batch.messages.map((message) => watchedMessage(message, (fate) => note(message, fate))),
    ackAll() {
      noteAll('acknowledged');
      batch.ackAll();
    },
    retryAll(options) {
      noteAll('retried');
      batch.retryAll(options);
    },
  };
}

function watchedMessage(message: Message, note: (fate: Fate) => void): Message {
  const { id, timestamp, body, attempts } = message;
  return {
    id,
    timestamp,
    body,
    attempts,
    ack() {
      note('acknowledged');
      message.ack();
    },
    retry(options) {
      note('retried');
      message.retry(options);
    },
  };
}
