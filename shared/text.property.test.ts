import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOfText, text } from './text.ts';

/** Any UTF-16 units, among them halves of characters and what controls a terminal. */
const unit = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', ' ', 'e', '\u0301', '\u0958', '\ufb2c', '字') },
  { weight: 1, arbitrary: fc.nat(0xffff).map((code) => String.fromCharCode(code)) },
  { weight: 1, arbitrary: fc.constantFrom('\u0000', '\u001b', '\u007f', '\n', '\u2028', '\ud800', '\udc00') },
);
const anything = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''));
const limit = 20;

describe.each([
  ['a text', text(limit)],
  ['a line of text', lineOfText(limit)],
])('%s', (what, schema) => {
  it('that is accepted is kept as it will be found: normal, within its limit, of characters that show', () => {
    const clean = fc.property(anything, (written) => {
      const kept = schema.safeParse(written);
      fc.pre(kept.success);
      expect(kept.data).toBe(kept.data.normalize('NFC'));
      expect(kept.data.length).toBeLessThanOrEqual(limit);
      expect(kept.data.isWellFormed()).toBe(true);
      expect(kept.data).not.toMatch(/(?![\t\r\n])\p{Cc}(?<![\u0080-\u009f])/u);
      if (what === 'a line of text') expect(kept.data).toMatch(/^\S(.*\S)?$/);
    });
    fc.assert(clean);
  });

  it('is the same when it is sent again, however its accents are written', () => {
    const stable = fc.property(anything, (written) => {
      const kept = schema.safeParse(written);
      fc.pre(kept.success);
      expect(schema.parse(kept.data)).toBe(kept.data);
      expect(schema.parse(kept.data.normalize('NFD'))).toBe(kept.data);
    });
    fc.assert(stable);
  });
});
