import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { text } from '../../../shared/text.ts';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { Catalog } from '../catalog.ts';
import { told } from '../test-support/told.ts';
import { matchOf } from './words.ts';

const operators = fc.constantFrom(
  '"',
  '*',
  '^',
  '-',
  '+',
  '(',
  ')',
  ':',
  'NEAR(',
  'OR',
  'AND',
  'NOT',
  '{',
  "'",
  '\\',
  '%',
);
const characters = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom(
    'おにぎり',
    'Ünï',
    'ΟΔΟΣ',
    'ﷺ',
    'हिन्दी',
    '👩‍🍳',
    '½',
    '\u0301',
    '\u{10ffff}',
    ' ',
    '\n',
    '\u3000',
  ),
  operators,
);
const anything = fc.array(characters, { maxLength: 12 }).map((parts) => parts.join('').toWellFormed());
/** As much as a name or a description can hold. */
const written = anything.filter((value) => text(200).safeParse(value).success);

const everything = { attributes: {}, status: 'active', after: '', limit: 10 } as const;

it('finds a product by each of its words, and by the beginning of it, whatever they are', async () => {
  const found = fc.asyncProperty(written, written, written, async (name, description, value) => {
    const catalog = new Catalog(simulatedD1());
    await catalog.take([told('it', { name, description, attributes: { fact: value } }), told('other')]);
    for (const word of `${name} ${description} ${value}`.split(/\s+/)) {
      const ids = (await catalog.list({ ...everything, q: word })).items.map(({ id }) => id);
      expect([word, ids]).toEqual([word, expect.arrayContaining(['it'])]);
    }
    const exactly = { ...everything, q: '', attributes: { fact: value } };
    expect((await catalog.list(exactly)).items.map(({ id }) => id)).toEqual(['it']);
  });
  await fc.assert(found);
});

it('takes any text, and finds nothing that was not asked for', async () => {
  const catalog = new Catalog(simulatedD1());
  await catalog.take([told('tea', { name: 'Green tea' }), told('rice', { name: 'Rice' })]);
  const searched = fc.asyncProperty(anything, async (q) => {
    const { items } = await catalog.list({ ...everything, q: `${q} tea` });
    expect(items.filter(({ id }) => id !== 'tea')).toEqual([]);
    if (matchOf(q) === null) expect(items).toHaveLength(1);
  });
  await fc.assert(searched);
});
