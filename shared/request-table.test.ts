import { beforeEach, describe, expect, test } from 'vitest';
import { simulatedD1 } from '../test/simulation/d1.ts';
import { rememberForMs } from './actor/request-memory.ts';
import { RequestTable } from './request-table.ts';
import { accept, reject } from './result.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const repeat = { key: '["admin","k"]', fingerprint: 'f' };

let table: RequestTable;
let done: number;
beforeEach(() => {
  table = new RequestTable(simulatedD1());
  done = 0;
});

const work = async () => accept(++done);
const once = (now = noon, of = repeat, object = 'letter 1') => table.once(object, of, now, work);

describe('a request with a key', () => {
  test('is done once, and its repeat gets the first answer', async () => {
    expect(await once()).toEqual({ ok: true, value: 1, replayed: false });
    expect(await once(noon + 1)).toEqual({ ok: true, value: 1, replayed: true });
  });

  test('that was refused is refused again', async () => {
    const refusal = { type: 'DeadLetterNotFound' } as const;
    await table.once('letter 1', repeat, noon, async () => reject(refusal));
    expect(await once()).toEqual({ ok: false, rejection: refusal, replayed: true });
  });

  test('is not to be used for another request', async () => {
    await once();
    const answer = await once(noon, { ...repeat, fingerprint: 'other' });
    expect(answer).toMatchObject({ ok: false, rejection: { type: 'IdempotencyKeyReused' } });
  });

  test('is another one for another object and for another caller', async () => {
    await once();
    await once(noon, repeat, 'letter 2');
    await once(noon, { ...repeat, key: '["admin","other"]' });
    expect(done).toBe(3);
  });

  test('is not done twice at once', async () => {
    const answers = await Promise.all([once(), once()]);
    expect(done).toBe(1);
    expect(answers).toContainEqual({ ok: false, rejection: { type: 'RequestInProgress' }, replayed: false });
  });

  test('that broke may be tried again', async () => {
    const broken = table.once('letter 1', repeat, noon, () => Promise.reject(new Error('down')));
    await expect(broken).rejects.toThrow('down');
    expect(await once()).toMatchObject({ value: 1, replayed: false });
  });

  test('that was cut off may be tried again after a minute', async () => {
    void table.once('letter 1', repeat, noon, () => new Promise<never>(() => {}));
    expect(await once(noon + 60_000)).toMatchObject({ rejection: { type: 'RequestInProgress' } });
    expect(await once(noon + 60_001)).toMatchObject({ value: 1, replayed: false });
  });

  test('is remembered for a day', async () => {
    await once();
    expect(await once(noon + rememberForMs)).toMatchObject({ value: 1, replayed: true });
    expect(await once(noon + rememberForMs + 1)).toMatchObject({ value: 2, replayed: false });
  });
});

test('a request without a key is done each time', async () => {
  await table.once('letter 1', undefined, noon, work);
  expect(await table.once('letter 1', undefined, noon, work)).toEqual({
    ok: true,
    value: 2,
    replayed: false,
  });
});
