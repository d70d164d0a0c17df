import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BrokenOff, linesOf } from './lines.ts';

const utf8 = new TextEncoder();

async function* inChunks(text: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const end of [...cuts.toSorted((a, b) => a - b), text.length]) {
    // The memory of a chunk is used again, as a stream may do.
    const chunk = text.slice(start, end);
    yield chunk;
    chunk.fill(0x21);
    start = end;
  }
}

async function split(text: string, { cuts = [] as number[], maxBytes = 1_000 } = {}) {
  const found: [number, string | null][] = [];
  for await (const { number, bytes } of linesOf(inChunks(utf8.encode(text), cuts), maxBytes)) {
    found.push([number, bytes && new TextDecoder().decode(bytes)]);
  }
  return found;
}

describe('the lines of a text', () => {
  it.each([
    ['nothing', '', []],
    ['one without an end', 'a', [[1, 'a']]],
    ['one with an end', 'a\n', [[1, 'a']]],
    ['an empty one', '\n', []],
    [
      'empty ones in between',
      'a\n\n \t\nb',
      [
        [1, 'a'],
        [4, 'b'],
      ],
    ],
    [
      'ends of two kinds',
      'a\r\nb\nc\r\n',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ],
    ],
    ['a CR within a line', 'a\rb\n', [[1, 'a\rb']]],
    ['a CR at the very end', 'a\r', [[1, 'a']]],
  ])('%s', async (_, text, expected) => {
    expect(await split(text as string)).toEqual(expected);
  });

  it('are as long as is allowed, and not one byte longer, whatever ends them', async () => {
    for (const end of ['\n', '\r\n', '']) {
      expect(await split(`1234${end}`, { maxBytes: 4 })).toEqual([[1, '1234']]);
      expect(await split(`12345${end}`, { maxBytes: 4 })).toEqual([[1, null]]);
    }
    expect(await split('123456789\nb\n', { maxBytes: 4, cuts: [2, 7] })).toEqual([
      [1, null],
      [2, 'b'],
    ]);
  });

  it('that breaks off has those that are whole', async () => {
    async function* broken() {
      yield utf8.encode('a\n\nbc');
      throw new Error('disconnected');
    }
    const lines = linesOf(broken(), 10);
    expect((await lines.next()).value?.number).toBe(1);
    const broke = await lines.next().catch((error: BrokenOff) => error);
    expect(broke).toMatchObject({ line: 3, cause: { message: 'disconnected' } });
  });

  it('put together again are the text', async () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '💥'), minLength: 1 }));
    const whole = fc.asyncProperty(text, async (lines) => {
      const found = await split(`${lines.join('\n')}\n`);
      expect(found).toEqual(lines.map((line, index) => [index + 1, line]));
    });
    await fc.assert(whole);
  });

  it('are the same wherever the chunks are cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '💥', '\r', '\n') });
    const cut = fc.asyncProperty(
      text,
      fc.array(fc.nat(60)),
      fc.integer({ min: 1, max: 6 }),
      async (whole, at, max) => {
        const { length } = utf8.encode(whole);
        const cuts = at.map((place) => place % (length + 1));
        expect(await split(whole, { cuts, maxBytes: max })).toEqual(await split(whole, { maxBytes: max }));
      },
    );
    await fc.assert(cut);
  });
});
