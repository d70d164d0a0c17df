import { expect, test } from 'vitest';
import type { WireEntry } from '../contracts/faults.ts';
import { merged, note, noteCall, noted } from './wire.ts';

const said = { from: 'order', to: 'cart', name: 'validate', traceId: 't' } as const;

function entry(at: number, ms: number | null, name: string): WireEntry {
  return { ...said, at, ms, name, kind: 'call', outcome: null };
}

test('what several have noted is told by time, and whoever waits before whom they wait for', () => {
  const all = [entry(2, 1, 'later'), entry(1, 3, 'inner'), entry(1, 9, 'outer'), entry(1, null, 'open')];
  expect(merged(all).map(({ name }) => name)).toEqual(['open', 'outer', 'inner', 'later']);
});

test('a call is noted when it begins, with its outcome when it ends', async () => {
  const call = noteCall(
    said,
    async () => 7,
    (answer) => `${answer}`,
  );
  expect(noted().at(-1)).toMatchObject({ kind: 'call', ms: null, outcome: null });
  expect(await call).toBe(7);
  expect(noted().at(-1)).toMatchObject({ ...said, outcome: '7', ms: expect.any(Number) });
});

test('a call that fails goes on failing, and is noted so', async () => {
  const failing = noteCall(said, () => Promise.reject(new Error('away')), String);
  await expect(failing).rejects.toThrow('away');
  expect(noted().at(-1)).toMatchObject({ outcome: 'failed' });
});

test('old entries make room', () => {
  for (let at = 0; at < 600; at++) note(entry(at, 0, `${at}`));
  expect(noted()).toHaveLength(500);
  expect(noted()[0]?.name).toBe('100');
});
