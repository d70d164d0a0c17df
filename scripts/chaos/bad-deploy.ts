/** The platform tries a batch again, and moves it to the queue's dead-letter queue when its tries are used up. */
export function refuse(): never {
  throw new Error('a bad deploy');
}

export function isOfDeadLetters({ queue }: MessageBatch): boolean {
  return queue.startsWith('konbini-dead-letters') || queue.endsWith('-dead');
}
