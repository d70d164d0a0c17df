import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { observedBatch } from './observed.ts';

const queue = 'konbini-order-notifications';
const [first, second] = ['0af7651916cd43dd8448eb211c80319c', '4bf92f3577b34da6a3ce929d0e0e4736'];

const logged: Record<'log' | 'warn' | 'error', unknown[]> = { log: [], warn: [], error: [] };
beforeEach(() => {
  for (const level of ['log', 'warn', 'error'] as const) {
    logged[level] = [];
    // Files share a process: what another has left running may log as well.
    vi.spyOn(console, level).mockImplementation((line: unknown) => {
      if (String(line).includes('"message":"batch"')) logged[level].push(JSON.parse(String(line)));
    });
  }
});
afterEach(() => vi.restoreAllMocks());

/** A batch as the platform hands it over, and what it is told of each message. */
function batchOf(...bodies: unknown[]) {
  const told: string[] = [];
  const messages = bodies.map((body, index) => ({
    id: `#${index}`,
    body,
    attempts: index + 1,
    timestamp: new Date(index),
    ack: () => told.push(`ack #${index}`),
    retry: ({ delaySeconds = 0 } = {}) => told.push(`retry #${index} in ${delaySeconds} s`),
  }));
  const all = {
    ackAll: () => told.push('ack all'),
    retryAll: ({ delaySeconds = 0 } = {}) => told.push(`retry all in ${delaySeconds} s`),
  };
  return { batch: { queue, messages, metadata: {}, ...all } as unknown as MessageBatch, told };
}

function inTrace(traceId: string): string {
  return `00-${traceId}-b7ad6b7169203331-01`;
}

const mail = { trace: inTrace(first), data: { email: 'hana@example.com' } };
const step = { cause: { trace: inTrace(second), caller: 'customer:hana' } };

/** A clock that goes on by 40 ms at each look. */
function clock(): () => number {
  let now = 0;
  return () => (now += 40);
}

test('a batch that was handled is one line, with its traces and nothing else of what it says', async () => {
  const { batch, told } = batchOf(mail, step, mail, null);
  await observedBatch(
    'order',
    batch,
    async ({ messages }) => messages.forEach((message) => void message.ack()),
    clock(),
  );
  expect(told).toEqual(['ack #0', 'ack #1', 'ack #2', 'ack #3']);
  const [traceIds, counts] = [[first, second], { messages: 4, retried: 0 }];
  const line = { level: 'info', message: 'batch', service: 'order', queue, ...counts, traceIds };
  expect(logged).toEqual({ log: [{ ...line, durationMs: 40 }], warn: [], error: [] });
});

test('the consumer sees the batch as it came', async () => {
  const { batch } = batchOf(mail, step);
  await observedBatch('order', batch, async (seen) => {
    expect(seen.queue).toBe(queue);
    const facts = ({ id, body, attempts, timestamp }: Message) => ({ id, body, attempts, timestamp });
    expect(seen.messages.map(facts)).toEqual(batch.messages.map(facts));
  });
});

test('messages that come again are a warning; of two decisions the first counts', async () => {
  const { batch, told } = batchOf(mail, mail, mail);
  await observedBatch('order', batch, async ({ messages: [one, two, three] }) => {
    one?.retry({ delaySeconds: 7 });
    two?.ack();
    two?.retry();
    three?.retry();
    three?.ack();
  });
  expect(told).toEqual(['retry #0 in 7 s', 'ack #1', 'retry #1 in 0 s', 'retry #2 in 0 s', 'ack #2']);
  expect(logged).toMatchObject({ log: [], warn: [{ level: 'warn', messages: 3, retried: 2 }] });
});

test('a decision about all counts for each that has none', async () => {
  const { batch, told } = batchOf(mail, mail, mail);
  await observedBatch('order', batch, async (seen) => {
    seen.messages[0]?.ack();
    seen.retryAll({ delaySeconds: 5 });
    seen.ackAll();
  });
  expect(told).toEqual(['ack #0', 'retry all in 5 s', 'ack all']);
  expect(logged.warn).toMatchObject([{ retried: 2 }]);
});

test('a consumer that fails is an error, and fails all the same', async () => {
  const { batch } = batchOf(mail);
  const failing = observedBatch('order', batch, () => Promise.reject(new Error('no such table')));
  await expect(failing).rejects.toThrow('no such table');
  expect(logged).toMatchObject({
    log: [],
    error: [{ level: 'error', queue, traceIds: [first], error: 'Error: no such table' }],
  });
});
