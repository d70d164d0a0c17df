import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { newTraceparent, parseTraceparent } from './trace.ts';

const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`));
const version = fc.oneof(fc.constant('00'), hex(2));
const fields = fc.tuple(version, hex(32), hex(16), hex(2), fc.constantFrom('', '-', '-more', 'x', ' '));

it('what comes out is a traceparent of our version, and comes out the same again', () => {
  const header = fc.oneof(
    fc.string(),
    fields.map(([version, trace, parent, flags, rest]) => `${version}-${trace}-${parent}-${flags}${rest}`),
  );
  const ours = fc.property(header, (text) => {
    const parsed = parseTraceparent(text);
    if (parsed === undefined) return;
    expect(parsed).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
    expect(parseTraceparent(parsed)).toBe(parsed);
  });
  fc.assert(ours);
});

it('the ids of a traceparent that is valid are kept, and so is whether it is sampled', () => {
  const kept = fc.property(fields, ([version, trace, parent, flags]) => {
    fc.pre(version !== 'ff' && !/^0+$/.test(trace) && !/^0+$/.test(parent));
    const parsed = parseTraceparent(`${version}-${trace}-${parent}-${flags}`);
    expect(parsed?.slice(0, 52)).toBe(`00-${trace}-${parent}`);
    expect(Number.parseInt(parsed?.slice(-2) ?? '', 16) & 1).toBe(Number.parseInt(flags, 16) & 1);
  });
  fc.assert(kept);
});

it('nothing may follow but a dash and what a later version adds', () => {
  const refused = fc.property(fields, ([version, trace, parent, flags, rest]) => {
    fc.pre(rest !== '' && (version === '00' || !rest.startsWith('-')));
    expect(parseTraceparent(`${version}-${trace}-${parent}-${flags}${rest}`)).toBeUndefined();
  });
  fc.assert(refused);
});

it('a new one is always valid', () => {
  for (let i = 0; i < 100; i++) expect(parseTraceparent(newTraceparent())).toHaveLength(55);
});
