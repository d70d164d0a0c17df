import type { DeadLetterView, Redriven } from '../../../shared/contracts/dead-letter.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { type Result, reject } from '../../../shared/result.ts';
import { type DeadLetterRow, type DeadLetters, viewOf } from './dead-letters.ts';

export interface Sender {
  send(body: unknown): Promise<unknown>;
}

/** Where a letter goes back to, by the name of its queue. */
export type Queues = ReadonlyMap<string, Sender>;

/** Bounds the calls that one request makes. */
export const maxRedrivenAtOnce = 100;

/**
 * Gives a letter's message back to its queue for another round of tries, as often as it is asked to: consumers
 * have to take a message twice in any case.
 */
export async function redrive(
  id: string,
  letters: DeadLetters,
  queues: Queues,
  now: number,
): Promise<Result<DeadLetterView, Rejection>> {
  const letter = await letters.find(id);
  if (!letter) return reject({ type: 'DeadLetterNotFound' });
  if (!queues.has(letter.queue)) return reject({ type: 'QueueNotFound', queue: letter.queue });
  await sendBack(letter, letters, queues, now);
  return { ok: true, value: viewOf({ ...letter, status: 'redriven', redriven: now }) };
}

/** The oldest letters that wait, at most 100. */
export async function redriveAll(letters: DeadLetters, queues: Queues, now: number): Promise<Redriven> {
  const names = [...queues.keys()];
  const waiting = await letters.waiting(names, maxRedrivenAtOnce);
  await Promise.all(waiting.map((letter) => sendBack(letter, letters, queues, now)));
  return { redriven: waiting.length, remaining: await letters.countWaiting(names) };
}

/** Marked after it was sent: to send twice is harmless, and to mark what was never sent is a loss. */
async function sendBack(
  letter: DeadLetterRow,
  letters: DeadLetters,
  queues: Queues,
  now: number,
): Promise<void> {
  await queues.get(letter.queue)?.send(JSON.parse(letter.body));
  await letters.markRedriven(letter, now);
}
