import { describe, expect, it } from 'vitest';
import type { Caller } from '../../shared/contracts/caller.ts';
import { orderListQuerySchema, orderStatuses } from '../../shared/contracts/order.ts';
import { encodeCursor } from '../../shared/contracts/page.ts';
import { parseQuery } from '../../shared/http/query.ts';
import { decodeAfter, encodeAfter, filterFor } from './order-query.ts';

const admin: Caller = { kind: 'admin' };
const hana: Caller = { kind: 'customer', customerId: 'hana' };
const guest: Caller = { kind: 'guest', tokenHash: 'ab' };
const anonymous: Caller = { kind: 'anonymous', address: '192.0.2.1' };

function parsedQuery(text: string) {
  return parseQuery(new Request(`https://order.example/v1/orders?${text}`), orderListQuerySchema);
}

function query(text: string, caller: Caller = admin) {
  const parsed = parsedQuery(text);
  const result = parsed.ok ? filterFor(parsed.value, caller) : parsed;
  return result.ok ? result.value : { code: result.rejection.code, ...pathOf(result.rejection) };
}

function pathOf(problem: Record<string, unknown>) {
  const [first] = problem.errors as { path: string }[];
  return { path: first?.path };
}

const all = { status: null, customer: null, from: 0, to: Number.MAX_SAFE_INTEGER };

describe('whose orders are listed', () => {
  it('everybody’s, to an administrator who does not ask for one customer', () => {
    expect(query('')).toEqual(all);
    expect(query('customer=hana')).toEqual({ ...all, customer: 'hana' });
  });

  it('a customer’s own, whether they say so or not (lesson 25)', () => {
    expect(query('', hana)).toEqual({ ...all, customer: 'hana' });
    expect(query('customer=hana', hana)).toEqual({ ...all, customer: 'hana' });
  });

  it.each(['customer=taro', 'customer=', 'customer=HANA'])('never another’s: %s', (text) => {
    expect(query(text, hana)).toEqual({ code: 'validation-failed', path: 'customer' });
  });

  it('nobody’s, to a guest or to nobody', () => {
    for (const caller of [guest, anonymous]) {
      expect(query('', caller)).toEqual({ code: 'validation-failed', path: 'customer' });
      expect(query('customer=hana', caller)).toEqual({ code: 'validation-failed', path: 'customer' });
    }
  });
});

describe('status', () => {
  it.each(orderStatuses)('%s', (status) => {
    expect(query(`status=${status}`)).toEqual({ ...all, status });
  });

  it.each(['', 'undoing', 'CONFIRMED', 'confirmed,failed', '__proto__'])('not %j', (status) => {
    expect(query(`status=${status}`)).toEqual({ code: 'validation-failed', path: 'status' });
  });
});

describe.each(['from', 'to'] as const)('%s', (name) => {
  it.each([
    ['2026-11-22', Date.UTC(2026, 10, 22)],
    ['2026-11-22T10:00Z', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22T10:00:01Z', Date.UTC(2026, 10, 22, 10, 0, 1)],
    ['2026-11-22T10:00:01.25Z', Date.UTC(2026, 10, 22, 10, 0, 1, 250)],
    ['2026-11-22T10:00:00%2B09:00', Date.UTC(2026, 10, 22, 1)],
    ['2026-11-22T10:00:00-05:00', Date.UTC(2026, 10, 22, 15)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
  ])('%s', (text, ms) => {
    expect(query(`${name}=${text}`)).toEqual({ ...all, [name]: ms });
  });

  it.each([
    '',
    'yesterday',
    '1732269600000',
    '2026',
    '2026-11',
    '2026-11-22T10:00:00',
    '2026-11-22 10:00:00Z',
    '2026-13-01',
    '2026-11-22T25:00:00Z',
    '2026-11-22T10:00:00.1234567890Z',
    '+002026-11-22',
  ])('not %j', (text) => {
    expect(query(`${name}=${encodeURIComponent(text)}`)).toEqual({ code: 'validation-failed', path: name });
  });

  it.each(['2026-02-29', '2026-04-31', '2026-02-30T10:00:00Z'])('not %j: there is no such day', (text) => {
    expect(query(`${name}=${text}`)).toEqual({ code: 'validation-failed', path: name });
  });
});

describe('the cursor', () => {
  const last = { created: 1_795_341_600_000, id: 'ord_0123456789abcdefghjkmnpqrs' };

  it('finds the place where the page before ended', () => {
    const cursor = encodeCursor(encodeAfter(last)) as string;
    const page = parsedQuery(`cursor=${cursor}`);
    expect(page.ok && decodeAfter(page.value.cursor ?? '')).toEqual({ ok: true, value: last });
  });

  it('is absent on the first page', () => {
    expect(decodeAfter('')).toEqual({ ok: true, value: null });
  });

  it.each([
    'ord_1',
    '1795341600000',
    '1795341600000 ',
    ' ord_1',
    '-1 ord_1',
    '1.5 ord_1',
    '1e3 ord_1',
    'NaN ord_1',
    '99999999999999999 ord_1',
    '1795341600000  ord_1',
    '1795341600000 ord_1 ord_2',
    '1795341600000 ord_1\n',
    '\n1795341600000 ord_1',
    'ord_1 order.confirmed',
  ])('that says %j is none of ours', (text) => {
    const decoded = decodeAfter(text);
    expect(decoded.ok).toBe(false);
    if (!decoded.ok) expect(decoded.rejection).toMatchObject({ status: 400, code: 'validation-failed' });
  });

  it('with a letter changed is refused, or names a place like any other', () => {
    const cursor = encodeCursor(encodeAfter(last)) as string;
    for (let index = 0; index < cursor.length; index++) {
      const tampered = `${cursor.slice(0, index)}${cursor[index] === 'A' ? 'B' : 'A'}${cursor.slice(index + 1)}`;
      const page = parsedQuery(`cursor=${tampered}`);
      if (!page.ok) continue;
      const after = decodeAfter(page.value.cursor ?? '');
      if (after.ok && after.value) {
        expect(Object.keys(after.value)).toEqual(['created', 'id']);
        expect(Number.isSafeInteger(after.value.created)).toBe(true);
      }
    }
  });
});
