import { expect, it } from 'vitest';
import { shapeOf } from './shape.ts';

it('says which fields there are, of which kinds, and which are not always there', () => {
  const values = [
    { id: 'a', lines: [{ image: null }, { image: 'x.svg', note: 'new' }], to: null },
    { id: 'b', lines: [], to: { city: 'Wien' }, locale: 'de' },
  ];
  expect(shapeOf(values)).toEqual([
    'id: string',
    'lines: array',
    'lines[].image: null | string',
    'lines[].note?: string',
    'lines[]: object',
    'locale?: string',
    'to.city: string',
    'to: null | object',
  ]);
});

it('is the same for values that look the same', () => {
  const [a, b] = [
    { n: 1, s: ['x'] },
    { n: -7.5, s: ['y', 'z'] },
  ];
  expect(shapeOf([a, b])).toEqual(shapeOf([a]));
});

it('does not take names for fields where they are data', () => {
  const values = [{ attributes: { brewed: '1' } }, { attributes: { roasted: '2', bagged: '3' } }];
  expect(shapeOf(values, ['attributes'])).toEqual(['attributes.*: string', 'attributes: object']);
  expect(shapeOf([{ attributes: {} }], ['attributes'])).toEqual(['attributes: object']);
});
