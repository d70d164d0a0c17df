import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import type { DeadLetter } from '../contracts/dead-letter.ts';
import { consumeBatch, consumeEach } from './consume.ts';
import { maxTries } from './give-up.ts';

const queue = 'konbini-order-list';
const schema = z.object({ name: z.string() });
type Event = z.infer<typeof schema>;

/** A batch as the platform hands it over, and what became of each message by the name in its body. */
function batchOf(bodies: unknown[], attempts = 1) {
  const fates: Record<string, string> = {};
  const messages = bodies.map((body, index) => {
    const name = (body as Event | null)?.name ?? `#${index}`;
    return {
      id: name,
      body,
      attempts,
      ack: () => (fates[name] = 'taken off'),
      retry: ({ delaySeconds = 0 } = {}) => (fates[name] = `again in ${delaySeconds} s`),
    };
  });
  return { batch: { queue, messages } as unknown as MessageBatch, fates };
}

/** The dead-letter queue: takes letters of up to so many bytes. */
class Letters {
  readonly sent: DeadLetter[] = [];
  readonly limit: number;

  constructor(limit = 1_000) {
    this.limit = limit;
  }

  async send(letter: DeadLetter): Promise<void> {
    if (JSON.stringify(letter).length > this.limit) throw new Error('message length exceeds limit');
    this.sent.push(letter);
  }
}

/** A consumer that chokes on some names, and writes a batch as a whole or not at all. */
class Consumer {
  readonly taken: string[] = [];
  readonly #poisonous: string[];

  constructor(...poisonous: string[]) {
    this.#poisonous = poisonous;
  }

  take = async (events: Event[]): Promise<void> => {
    const poisoned = events.find(({ name }) => this.#poisonous.includes(name));
    if (poisoned) throw new Error(`constraint failed on ${poisoned.name}`);
    this.taken.push(...events.map(({ name }) => name));
  };
}

type Consume = (batch: MessageBatch, letters: Letters, consumer: Consumer) => Promise<void>;
const ways: [string, Consume][] = [
  ['as a whole', (batch, letters, { take }) => consumeBatch(batch, schema, letters, take)],
  ['one by one', (batch, letters, { take }) => consumeEach(batch, schema, letters, (event) => take([event]))],
];

let logged: string[];
beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => vi.restoreAllMocks());

describe.each(ways)('a batch taken in %s', (_, consume) => {
  test('is taken off the queue', async () => {
    const { batch, fates } = batchOf([{ name: 'a' }, { name: 'b' }]);
    const consumer = new Consumer();
    await consume(batch, new Letters(), consumer);
    expect(consumer.taken).toEqual(['a', 'b']);
    expect(fates).toEqual({ a: 'taken off', b: 'taken off' });
  });

  test('with a message that nobody understands: that one is a dead letter at its first try (lesson 21)', async () => {
    const poison = { name: 7, email: 'hana@example.com' };
    const { batch, fates } = batchOf([{ name: 'a' }, poison, { name: 'b' }]);
    const [letters, consumer] = [new Letters(), new Consumer()];
    await consume(batch, letters, consumer);
    expect(consumer.taken).toEqual(['a', 'b']);
    expect(fates).toEqual({ a: 'taken off', 7: 'taken off', b: 'taken off' });
    const reason = 'not understood: name: Invalid input: expected string, received number';
    expect(letters.sent).toEqual([{ queue, body: poison, reason, attempts: 1 }]);
    expect(logged.join()).not.toContain('hana@example.com');
  });

  test('with a message that cannot be taken in: only that one is tried again (lesson 21)', async () => {
    const { batch, fates } = batchOf([{ name: 'a' }, { name: 'bad' }, { name: 'b' }], 3);
    const [letters, consumer] = [new Letters(), new Consumer('bad')];
    await consume(batch, letters, consumer);
    expect(consumer.taken).toEqual(['a', 'b']);
    expect(fates).toEqual({ a: 'taken off', bad: 'again in 4 s', b: 'taken off' });
    expect(letters.sent).toEqual([]);
  });

  test('for the last time: what cannot be taken in is a dead letter', async () => {
    const { batch, fates } = batchOf([{ name: 'a' }, { name: 'bad' }], maxTries);
    const [letters, consumer] = [new Letters(), new Consumer('bad')];
    await consume(batch, letters, consumer);
    expect(fates).toEqual({ a: 'taken off', bad: 'taken off' });
    const reason = 'Error: constraint failed on bad';
    expect(letters.sent).toEqual([{ queue, body: { name: 'bad' }, reason, attempts: maxTries }]);
  });

  test('before the last time: nothing is given up', async () => {
    const { batch, fates } = batchOf([{ name: 'bad' }], maxTries - 1);
    const letters = new Letters();
    await consume(batch, letters, new Consumer('bad'));
    expect(fates).toEqual({ bad: 'again in 16 s' });
    expect(letters.sent).toEqual([]);
  });

  test('with a message that is too large for a letter: it is left to the platform, and the others are not', async () => {
    const { batch, fates } = batchOf([{ name: 'a' }, 'x'.repeat(1_000), { name: 'b' }], maxTries);
    const [letters, consumer] = [new Letters(), new Consumer()];
    await consume(batch, letters, consumer);
    expect(fates).toEqual({ a: 'taken off', '#1': 'again in 32 s', b: 'taken off' });
    expect(letters.sent).toEqual([]);
  });

  test('without a message that is understood takes in nothing', async () => {
    const consumer = new Consumer();
    const take = vi.spyOn(consumer, 'take');
    await consume(batchOf([null, 7]).batch, new Letters(), consumer);
    expect(take).not.toHaveBeenCalled();
  });
});

test('a reason is a few sentences, however much is wrong', async () => {
  const letters = new Letters(10_000);
  const take = async () => {
    throw new Error('long '.repeat(1_000));
  };
  await consumeEach(batchOf([{ name: 'a' }], maxTries).batch, schema, letters, take);
  expect(letters.sent[0]?.reason).toHaveLength(500);
});
