import type { FaultyService } from '../contracts/faults.ts';
import { faults } from './current.ts';
import { saidBy } from './said.ts';
import { note } from './wire.ts';

type Handle = (batch: MessageBatch) => Promise<void>;

/** How soon a consumer notices that its service is there again. */
const lookMs = 100;

/**
 * A consumer whose queue loses messages, or delivers them twice. While its service is stopped the messages wait, as
 * they do in a queue whose consumer is away, and use up none of their tries.
 */
export async function faultyQueue(
  service: FaultyService,
  batch: MessageBatch,
  handle: Handle,
): Promise<void> {
  while (faults().services[service].stopped) await scheduler.wait(lookMs);
  const { lose, repeat } = isSpared(batch.queue) ? { lose: 0, repeat: 0 } : faults().queues;
  const kept: Message[] = [];
  for (const message of batch.messages) {
    if (Math.random() < lose) {
      message.ack();
      noteTaken(service, message, 'lost');
    } else kept.push(message);
  }
  await take(service, batch, kept, 'taken', handle);
  const repeated = kept.filter(() => Math.random() < repeat);
  await take(service, batch, repeated, 'repeated', handle);
}

/** Dead letters are where nothing asks any more: what is lost there would not come right. */
function isSpared(queue: string): boolean {
  return queue === 'konbini-dead-letters' || queue.endsWith('-dead');
}

async function take(
  service: FaultyService,
  batch: MessageBatch,
  messages: Message[],
  outcome: string,
  handle: Handle,
): Promise<void> {
  if (messages.length === 0) return;
  for (const message of messages) noteTaken(service, message, outcome);
  await handle({
    queue: batch.queue,
    metadata: batch.metadata,
    messages,
    ackAll: () => messages.forEach((message) => void message.ack()),
    retryAll: (options) => messages.forEach((message) => void message.retry(options)),
  });
}

/** How long it took is how long it was in the queue. */
function noteTaken(service: FaultyService, message: Message, outcome: string): void {
  const at = Date.now();
  const ms = at - message.timestamp.getTime();
  note({ at, from: 'queues', to: service, ...saidBy(message.body), ms, outcome });
}
