import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { encodeCursor, pageParams } from '../contracts/page.ts';
import { momentSchema } from '../time.ts';
import { parseQuery } from './query.ts';

const facts = z.record(z.string().regex(/^[a-z]+$/), z.string()).refine((all) => Object.keys(all).length < 3);
const schema = z.object({ since: momentSchema.optional(), facts: facts.optional(), ...pageParams });

function parsed(query: string) {
  const result = parseQuery(new Request(`https://shop.example/list?${query}`), schema);
  return result.ok ? result.value : { code: result.rejection.code, errors: result.rejection.errors };
}

describe('a query', () => {
  it('that says nothing reads as the defaults', () => {
    expect(parsed('')).toEqual({ limit: 20 });
  });

  it('is read by the schema', () => {
    const cursor = encodeCursor('tea é');
    expect(parsed(`limit=100&since=1970-01-01T00:00:01Z&cursor=${encodeCursor('tea/+~')}`)).toEqual({
      limit: 100,
      since: 1_000,
      cursor: 'tea/+~',
    });
    expect(parsed(`cursor=${cursor}`)).toEqual({ limit: 20, cursor: 'tea é' });
  });

  it('that is wrong in several places names each of them', () => {
    expect(parsed('limit=0&cursor=*&since=soon')).toEqual({
      code: 'validation-failed',
      errors: [
        { path: 'since', message: 'must be an RFC 3339 time' },
        { path: 'limit', message: 'must be 1 to 100' },
        { path: 'cursor', message: 'is not a cursor of ours' },
      ],
    });
  });

  it.each(['', '0', '101', '-1', '1.5', '1e1', '+5', '%205', '5%20', '0x5', '1000', '٣'])(
    'limit=%s is refused',
    (limit) => {
      expect(parsed(`limit=${limit}`)).toMatchObject({ errors: [{ path: 'limit' }] });
    },
  );

  it.each(['other=1', '__proto__=1', 'constructor=1', 'toString=', 'Limit=5', '=5'])(
    '%s: what the route does not know is refused',
    (query) => {
      expect(parsed(query)).toEqual({
        code: 'validation-failed',
        errors: [{ path: query.split('=')[0], message: 'is not a parameter' }],
      });
    },
  );

  it.each(['facts[a]=1&facts[b]=', 'facts%5Ba%5D=1&facts%5Bb%5D='])('%s is a record', (query) => {
    expect(parsed(query)).toEqual({ limit: 20, facts: { a: '1', b: '' } });
  });

  it.each([
    'facts=1',
    'facts[=1',
    'facts]=1',
    'facts[a][b]=1',
    'facts[a]b=1',
    '[a]=1',
    'facts[__proto__]=1',
    'limit[a]=1',
    'limit[]=5',
  ])('%s is no entry of a record', (query) => {
    expect(parsed(query)).toMatchObject({ errors: [{ message: 'is not a parameter' }] });
  });

  it.each([
    ['facts[]=1', 'facts.'],
    ['facts[7]=1', 'facts.7'],
    ['facts[a]=1&facts[b]=1&facts[c]=1', 'facts'],
    ['facts[a]=1&facts[a]=1', 'facts[a]'],
  ])('%s: the record is judged by its schema', (query, path) => {
    expect(parsed(query)).toMatchObject({ code: 'validation-failed', errors: [{ path }] });
  });

  it('that says something twice is refused', () => {
    expect(parsed('limit=5&limit=5')).toEqual({
      code: 'validation-failed',
      errors: [{ path: 'limit', message: 'must not be said twice' }],
    });
  });
});
