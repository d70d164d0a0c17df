import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { parseQuery } from '../http/query.ts';
import { encodeCursor, pageParams } from './page.ts';

function pageQuery(params: URLSearchParams) {
  return parseQuery(new Request(`https://shop.example/?${params}`), z.object(pageParams));
}

it('a cursor comes back as what it was made of, through a URL', () => {
  const last = fc.string({ unit: 'grapheme-ascii', maxLength: 200 });
  const roundTrip = fc.property(last, fc.integer({ min: 1, max: 100 }), (after, limit) => {
    const params = new URLSearchParams({ limit: String(limit), cursor: encodeCursor(after) as string });
    expect(pageQuery(params)).toEqual({ ok: true, value: { limit, cursor: after } });
    expect(`?${params}`).not.toContain('%');
  });
  fc.assert(roundTrip);
});

it('a cursor of which a single character was changed, or the end is missing, is refused', () => {
  const ours = fc
    .string({ unit: 'grapheme-ascii', maxLength: 100 })
    .map((last) => encodeCursor(last) as string);
  const refused = fc.property(ours, fc.nat(), fc.constantFrom(...'AZaz09-_', ''), (cursor, at, character) => {
    const place = at % cursor.length;
    const tampered = cursor.slice(0, place) + (character ? character + cursor.slice(place + 1) : '');
    fc.pre(tampered !== cursor);
    expect(pageQuery(new URLSearchParams({ cursor: tampered })).ok).toBe(false);
  });
  fc.assert(refused);
});

/** Any bytes as text, so that cursors of other makes are among them. */
const latin = fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)) });
const forged = fc
  .tuple(fc.constantFrom('k1:', 'k2:', 'k2:811c9dc5:', 'k', ''), latin)
  .map(([prefix, last]) => Buffer.from(prefix + last, 'latin1').toString('base64url'));

it('whatever stands in a query is a page that can be asked for again, or a problem', () => {
  const cursor = fc.oneof(fc.string({ unit: 'binary' }), forged);
  const limit = fc.oneof(fc.string(), fc.integer({ min: -1, max: 1_001 }).map(String));
  const judged = fc.property(fc.record({ limit, cursor }, { requiredKeys: [] }), (query) => {
    const page = pageQuery(new URLSearchParams(query));
    if (page.ok) {
      expect([page.value.limit >= 1, page.value.limit <= 100]).toEqual([true, true]);
      if (query.cursor !== undefined) expect(encodeCursor(page.value.cursor ?? null)).toBe(query.cursor);
    } else {
      expect(page.rejection).toMatchObject({ status: 400, code: 'validation-failed' });
    }
  });
  fc.assert(judged);
});
