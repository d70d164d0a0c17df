import { describe, expect, it } from 'vitest';
import { attributesSchema, lineOfText, text } from './text.ts';

const decomposed = 'Cafe\u0301';
const composed = 'Caf\u00e9';

describe.each([
  ['a text', text(20)],
  ['a line of text', lineOfText(20)],
])('%s', (_what, schema) => {
  it('is the same however its accents are written', () => {
    expect(schema.parse(decomposed)).toBe(composed);
    expect(schema.parse(composed)).toBe(composed);
  });

  it('keeps what people write', () => {
    for (const value of ['onigiri', 'おにぎり', '👩‍🍳 rice', "<b>'--", 'ﷺ', '__proto__']) {
      expect(schema.parse(value)).toBe(value);
    }
  });

  it.each(['\ud800', '\udc00 ', 'a\udfff', '\udc00\ud800'])(
    'is not %j: half a character is none',
    (value) => {
      expect(schema.safeParse(value).success).toBe(false);
    },
  );

  it.each(['\u0000', 'a\u0007', '\u001b[31m', 'a\u007f', 'a\u000bb', 'a\u000c'])(
    'has no control characters (%j)',
    (value) => {
      expect(schema.safeParse(value).success).toBe(false);
    },
  );

  it('has its limit', () => {
    expect(schema.safeParse('x'.repeat(20)).success).toBe(true);
    expect(schema.safeParse('x'.repeat(21)).success).toBe(false);
  });

  it('has its limit as it is kept: normalised, some characters become more and others fewer', () => {
    expect(schema.safeParse('\u0958'.repeat(10)).success).toBe(true);
    expect(schema.safeParse('\u0958'.repeat(11)).success).toBe(false);
    expect(schema.safeParse('e\u0301'.repeat(20)).success).toBe(true);
  });

  it.each([7, null, undefined, ['a'], {}])('is not %j', (value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

describe('a text', () => {
  it('may be empty, and have lines', () => {
    expect(text(20).parse('')).toBe('');
    expect(text(20).parse('a\n\tb\r\n')).toBe('a\n\tb\r\n');
  });
});

describe('a line of text', () => {
  it.each(['a\nb', 'a\rb', 'a\tb', 'a\u2028b', 'a\u2029b'])('is one line (%j)', (value) => {
    expect(lineOfText(20).safeParse(value).success).toBe(false);
  });

  it.each(['', ' ', '\u00a0\u3000'])('is not blank (%j)', (value) => {
    expect(lineOfText(20).safeParse(value).success).toBe(false);
  });

  it('loses the blanks around it', () => {
    expect(lineOfText(20).parse('  rice ')).toBe('rice');
  });
});

describe('attributes', () => {
  it('are free facts, by short names', () => {
    const facts = { category: 'drinks', Vegan: 'yes', 'shelf-life_days': '3' };
    expect(attributesSchema.parse(facts)).toEqual(facts);
    expect(attributesSchema.parse({ name: decomposed })).toEqual({ name: composed });
  });

  it.each(['', '7up', 'a b', 'ä', 'x'.repeat(65)])('have no name like %j', (name) => {
    const facts = JSON.parse(`{${JSON.stringify(name)}: "x"}`);
    expect(attributesSchema.safeParse(facts).success).toBe(false);
  });

  it('cannot reach a prototype', () => {
    const parsed = attributesSchema.parse(JSON.parse('{"__proto__": {"polluted": "x"}, "constructor": "x"}'));
    expect(Object.entries(parsed)).toEqual([['constructor', 'x']]);
    expect(Object.getPrototypeOf(parsed)).not.toHaveProperty('polluted');
  });

  it('are at most fifty', () => {
    const facts = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, '']));
    expect(attributesSchema.safeParse(facts(50)).success).toBe(true);
    expect(attributesSchema.safeParse(facts(51)).success).toBe(false);
  });

  it.each([7, null, ['a'], 'x'.repeat(501), '\ud800'])('have no value like %j', (value) => {
    expect(attributesSchema.safeParse({ name: value }).success).toBe(false);
  });
});
