import { beforeEach, describe, expect, it } from 'vitest';
import { simulatedD1 } from '../../test/simulation/d1.ts';
import type { CatalogQuery } from './catalog/search.ts';
import { Catalog } from './catalog.ts';
import { told } from './test-support/told.ts';

let catalog: Catalog;
beforeEach(() => {
  catalog = new Catalog(simulatedD1());
});

const everything: CatalogQuery = { q: '', attributes: {}, status: 'active', after: '', limit: 100 };

async function found(query: Partial<CatalogQuery>): Promise<string[]> {
  return (await catalog.list({ ...everything, ...query })).items.map(({ id }) => id);
}

describe('a search', () => {
  beforeEach(() =>
    catalog.take([
      told('onigiri-salmon', { name: 'Salmon Onigiri', attributes: { allergens: 'fish' } }),
      told('sake-onigiri', { name: '鮭おにぎり', description: 'Triangle of rice' }),
      told('green-tea-500ml', { name: 'Thé vert', description: 'Not "NEAR" (name:x) -5 OR 100%' }),
    ]),
  );

  it.each([
    ['oni', ['onigiri-salmon', 'sake-onigiri']],
    ['SALMON fis', ['onigiri-salmon']],
    ['the', ['green-tea-500ml']],
    ['THÉ', ['green-tea-500ml']],
    ['green-tea', ['green-tea-500ml']],
    ['tea-green', []],
    ['tea green', ['green-tea-500ml']],
    ['おにぎり', ['sake-onigiri']],
    ['にぎ', ['sake-onigiri']],
    ['にきり', []],
    ['鮭 rice', ['sake-onigiri']],
    ['rice salmon', []],
    ['giri', []],
  ])('for %j finds %j', async (q, ids) => {
    expect((await found({ q })).toSorted()).toEqual(ids);
  });

  it.each(['"NEAR"', 'NEAR(', 'name:x', '-5', 'not OR', '100%', '100*', "'100", '"', '(name'])(
    'for %j is a search for text',
    async (q) => {
      expect(await found({ q })).toContain('green-tea-500ml');
    },
  );

  it.each([
    'salmon OR green',
    'salmon NOT fish',
    'NEAR(salmon fish)',
    'words:salmon',
    'salm*on',
    '{words}: fish',
  ])('for %j does not run an operator', async (q) => {
    expect(await found({ q })).toEqual([]);
  });

  it.each(['', ' ', '"', '* ^ -', '\u0301'])('for %j finds everything: nothing is asked', async (q) => {
    expect(await found({ q })).toHaveLength(3);
  });
});

describe('attributes', () => {
  beforeEach(() =>
    catalog.take([
      told('a', { name: 'Red tea', attributes: { category: 'drinks', colour: 'red' } }),
      told('b', { name: 'Red rice', attributes: { category: 'food', colour: 'red' } }),
      told('c', { name: 'Tea', attributes: { category: 'drinks', sale: '' } }),
      told('d', { attributes: { category: 'drinks' }, status: 'archived' }),
    ]),
  );

  it.each([
    [{ category: 'drinks' }, ['a', 'c']],
    [{ category: 'drinks', colour: 'red' }, ['a']],
    [{ category: 'food', sale: '' }, []],
    [{ sale: '' }, ['c']],
    [{ category: 'Drinks' }, []],
    [{ category: 'drink' }, []],
    [{ red: 'colour' }, []],
  ])('%j', async (attributes, ids) => {
    expect(await found({ attributes })).toEqual(ids);
  });

  it('narrow a search, among the archived ones too', async () => {
    expect(await found({ q: 'red', attributes: { category: 'drinks' } })).toEqual(['a']);
    expect(await found({ status: 'archived', attributes: { category: 'drinks' } })).toEqual(['d']);
  });
});

describe('what the catalog is told', () => {
  const older = told('tea', { seq: 3, name: 'Green', attributes: { served: 'hot', category: 'drinks' } });
  const newer = told('tea', { seq: 5, name: 'Black', attributes: { served: 'cold', category: 'drinks' } });

  it.each([
    ['in order', [older, newer]],
    ['in the other order', [newer, older]],
    ['again and again', [older, newer, older, newer, newer]],
  ])('counts by its seq, with words and attributes, %s', async (_order, events) => {
    for (const together of [events, ...events.map((event) => [event])]) await catalog.take(together);
    expect(await catalog.seqOf('tea')).toBe(5);
    expect(await found({ q: 'green' })).toEqual([]);
    expect(await found({ q: 'black' })).toEqual(['tea']);
    expect(await found({ attributes: { served: 'hot' } })).toEqual([]);
    expect(await found({ attributes: { served: 'cold', category: 'drinks' } })).toEqual(['tea']);
  });

  it('moves a product from one list to the other', async () => {
    await catalog.take([older, told('tea', { seq: 4, name: 'Green', status: 'archived' })]);
    expect([await found({ q: 'green' }), await found({ q: 'green', status: 'archived' })]).toEqual([
      [],
      ['tea'],
    ]);
  });
});

describe('the pages', () => {
  const ids = Array.from({ length: 10 }, (_, index) => `p${index}`);
  const product = (id: string, said = {}) => told(id, { name: 'Tea', attributes: { kind: 'tea' }, ...said });
  const gone = { seq: 2, name: 'Rice', attributes: {}, status: 'archived' } as const;
  const kinds: [string, Partial<CatalogQuery>][] = [
    ['everything', {}],
    ['a search', { q: 'tea' }],
    ['an attribute', { attributes: { kind: 'tea' } }],
    ['a search with an attribute', { q: 'tea', attributes: { kind: 'tea' } }],
  ];

  it.each(kinds)(
    'of %s have each product that stays once, while others come and go',
    async (_kind, asked) => {
      await catalog.take(ids.map((id) => product(id)));
      const seen: string[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const page = await catalog.list({ ...everything, ...asked, limit: 3, after });
        seen.push(...page.items.map(({ id }) => id));
        after = page.last;
        await catalog.take([product('p1', gone), product('p5', gone), product('p0-new'), product('p9-new')]);
        await catalog.take([product('p7', { seq: seen.length, name: 'Tea, tea, tea' })]);
      }
      expect(seen).toHaveLength(new Set(seen).size);
      expect(seen).toEqual(expect.arrayContaining(ids.filter((id) => id !== 'p1' && id !== 'p5')));
    },
  );

  it.each(kinds)('of %s go on behind a product that is gone', async (_kind, asked) => {
    await catalog.take(ids.map((id) => product(id)));
    const query = { ...everything, ...asked, limit: 3 };
    const { last } = await catalog.list(query);
    const next = await catalog.list({ ...query, after: last ?? '' });
    await catalog.take([product(last ?? '', gone)]);
    expect(await catalog.list({ ...query, after: last ?? '' })).toEqual(next);
  });

  it.each(kinds)('of %s end with the last full one', async (_kind, asked) => {
    const query = { ...everything, ...asked, limit: 3 };
    await catalog.take(['a', 'b', 'c'].map((id) => product(id)));
    expect((await catalog.list(query)).last).toBeNull();
    await catalog.take([product('d')]);
    expect((await catalog.list(query)).last).not.toBeNull();
  });

  it('are in order of id, but for a search', async () => {
    await catalog.take(ids.toReversed().map((id) => product(id)));
    expect(await found({})).toEqual(ids);
    expect(await found({ attributes: { kind: 'tea' } })).toEqual(ids);
  });
});
