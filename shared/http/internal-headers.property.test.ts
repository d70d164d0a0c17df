import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Caller, callerName, callerSchema, owns } from '../contracts/caller.ts';
import { valuesOf } from '../test-support/schema-values.ts';
import { callerHeader, decodeCaller, encodeCaller } from './internal-headers.ts';

const callers = valuesOf(callerSchema) as fc.Arbitrary<Caller>;

it('a caller arrives at a service as the gateway has found out', () => {
  const arrived = fc.property(callers, (caller) => {
    const headers = { [callerHeader]: encodeCaller(caller) };
    expect(decodeCaller(new Request('https://service', { headers }))).toEqual(caller);
  });
  fc.assert(arrived);
});

it('callers of two kinds never go by the same name, and own nothing of each other', () => {
  const told = fc.property(callers, callers, (a, b) => {
    fc.pre(a.kind !== b.kind);
    expect(callerName(a)).not.toBe(callerName(b));
    if (b.kind === 'customer' || b.kind === 'guest') expect(owns(a, b)).toBe(false);
  });
  fc.assert(told);
});

it('only customers and guests own anything, and what is theirs', () => {
  const owned = fc.property(callers, callers, (a, b) => {
    if (a.kind === 'customer' || a.kind === 'guest') expect(owns(a, a)).toBe(true);
    if (b.kind === 'customer' || b.kind === 'guest') {
      expect(owns(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }
  });
  fc.assert(owned);
});
