import { describe, expect, it } from 'vitest';
import { collected } from '../test-support/collected.ts';
import { BodyTooLarge, chunksOf } from './body-chunks.ts';

function bodyOf(chunks: number, size: number) {
  const seen = { pulled: 0, canceled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.pulled === chunks) return controller.close();
        seen.pulled += 1;
        controller.enqueue(new Uint8Array(size));
      },
      cancel() {
        seen.canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

describe('a body in chunks', () => {
  it('comes as it is asked for', async () => {
    const { stream, seen } = bodyOf(5, 10);
    const chunks = chunksOf(stream, 50);
    expect([stream.locked, seen.pulled]).toEqual([true, 0]);
    await chunks.next();
    expect(seen.pulled).toBe(1);
    expect(await collected(chunks)).toHaveLength(4);
    expect(seen.canceled).toBe(false);
  });

  it('is stopped when nobody wants more of it', async () => {
    const { stream, seen } = bodyOf(5, 10);
    for await (const _ of chunksOf(stream, 50)) break;
    expect(seen).toEqual({ pulled: 1, canceled: true });
  });

  it('of one byte too many is read to its end, so that the answer can be read, and is none', async () => {
    const { stream, seen } = bodyOf(5, 10);
    await expect(collected(chunksOf(stream, 29))).rejects.toThrow(BodyTooLarge);
    expect(seen).toEqual({ pulled: 5, canceled: false });
  });
});
