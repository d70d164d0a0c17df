import { describe, expect, it } from 'vitest';
import { collected } from '../../shared/test-support/collected.ts';
import { batchesOf } from './batches.ts';

async function batchesIn(text: string) {
  const whole = new TextEncoder().encode(text);
  async function* chunks() {
    for (let start = 0; start < whole.length; start += 1_000) yield whole.subarray(start, start + 1_000);
  }
  const batches = await collected(batchesOf(chunks()));
  return batches.filter(({ lines, tooLong }) => lines.length + tooLong.length > 0);
}

describe('a file by the batch', () => {
  it('has each line once, under its number, at most 500 in a request', async () => {
    const text = Array.from({ length: 1_201 }, (_, index) => `line ${index + 1}`).join('\n');
    const batches = await batchesIn(text);
    expect(batches.map(({ lines }) => lines.length)).toEqual([500, 500, 201]);
    const lines = batches.flatMap((batch) => batch.lines);
    expect(lines.map(({ number, bytes }) => [number, new TextDecoder().decode(bytes)])).toEqual(
      lines.map((_, index) => [index + 1, `line ${index + 1}`]),
    );
    expect(batches.at(-1)?.bytesRead).toBe(text.length);
  });

  it('keeps lines that nobody would take for itself', async () => {
    const [batch] = await batchesIn(`a\n\n${'x'.repeat(70_000)}\nb\n`);
    expect(batch?.lines.map(({ number }) => number)).toEqual([1, 4]);
    expect(batch?.tooLong).toEqual([3]);
  });

  it('sends large lines in more requests', async () => {
    const batches = await batchesIn(`${'x'.repeat(60_000)}\n`.repeat(200));
    expect(batches.map(({ lines }) => lines.length)).toEqual([140, 60]);
  });
});
