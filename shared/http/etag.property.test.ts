import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { etagOf, matchesNone, versionFromIfMatch } from './etag.ts';

const version = fc.nat({ max: 999_999_999_999_999 });
const moving = fc.option(fc.nat(Number.MAX_SAFE_INTEGER), { nil: undefined });
/** What may stand in a header (RFC 9110, 5.5), and looks like tags now and then. */
const header = fc.oneof(
  fc.string(),
  fc.stringMatching(/^"[0-9]{14,18}"$/),
  fc
    .array(fc.constantFrom('"', 'W/', '*', ',', ' ', '1', '-', '9'), { maxLength: 20 })
    .map((parts) => parts.join('')),
);

it('an ETag names its version, whatever moves beside it', () => {
  const named = fc.property(version, moving, (number, beside) => {
    const etag = etagOf(number, beside);
    expect(versionFromIfMatch(etag)).toEqual({ ok: true, value: number });
    expect(matchesNone(`"0-0", W/${etag}`, etag)).toBe(true);
  });
  fc.assert(named);
});

it('tags of two representations are two tags', () => {
  const few = fc.tuple(fc.nat(2), fc.option(fc.nat(2), { nil: undefined }));
  const told = fc.property(few, few, ([a, besideA], [b, besideB]) => {
    const isSame = a === b && besideA === besideB;
    expect(etagOf(a, besideA) === etagOf(b, besideB)).toBe(isSame);
    expect(matchesNone(etagOf(a, besideA), etagOf(b, besideB))).toBe(isSame);
  });
  fc.assert(told);
});

it('whatever stands in If-Match is a version, any version, or not met', () => {
  const judged = fc.property(header, (text) => {
    const asked = versionFromIfMatch(text);
    if (!asked.ok) expect(asked.rejection).toMatchObject({ status: 412, code: 'version-mismatch' });
    else if (asked.value === undefined) expect(text.trim()).toBe('*');
    else expect(Number.isSafeInteger(asked.value)).toBe(true);
  });
  fc.assert(judged);
});
