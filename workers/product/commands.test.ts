import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/contracts/call.ts';
import type { Held, ProductService } from '../../shared/contracts/product.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import type { ProductCommand } from '../../shared/contracts/saga-messages.ts';
import { performCommand } from './commands.ts';

const cause = { caller: 'guest:1', request: 'r1', trace: '' };
const envelope = {
  id: 'ord_1/step',
  orderId: 'ord_1',
  version: 1,
  expiresAt: 1_000,
  placedAt: 9,
  cause,
} as const;
const lines = [
  { productId: 'rice', quantity: 1 },
  { productId: 'tea', quantity: 2 },
];

/** A product service that notes how it is called. */
function service(reserved: Answer<Held[]> = { ok: true, value: [], replayed: false }) {
  const calls: unknown[] = [];
  const note =
    <Value>(name: string, value: Value) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return value;
    };
  const done: Answer<null> = { ok: true, value: null, replayed: false };
  const methods: Partial<ProductService> = {
    reserve: note('reserve', reserved),
    commit: note('commit', done),
    release: note('release', undefined),
    giveBack: note('giveBack', undefined),
    restock: note('restock', undefined),
  };
  return { calls, service: methods as ProductService };
}

describe('a step at Product that comes as a message', () => {
  it.each<[ProductCommand, unknown[]]>([
    [{ ...envelope, step: 'reserveStock', lines, ttlMs: 5 }, ['reserve', 'ord_1', lines, 5, cause, 9]],
    [{ ...envelope, step: 'commitStock', lines }, ['commit', 'ord_1', lines, cause, 9]],
    [{ ...envelope, step: 'releaseStock', productIds: ['tea'] }, ['release', 'ord_1', ['tea'], cause, 9]],
    [{ ...envelope, step: 'returnStock', productIds: ['tea'] }, ['giveBack', 'ord_1', ['tea'], cause, 9]],
    [
      { ...envelope, step: 'restockItems', returnId: 'r-1', lines },
      ['restock', 'ord_1', 'r-1', lines, cause, 9],
    ],
  ])('is the call that it stands for: $step', async (command, expected) => {
    const { calls, service: product } = service();
    expect((await performCommand(command, product)).ok).toBe(true);
    expect(calls).toEqual([expected]);
  });

  it('and cannot be had is given back for good: the message may come once more', async () => {
    const rejection: Rejection = { type: 'InsufficientStock', items: [] };
    const { calls, service: product } = service({ ok: false, rejection, replayed: false });
    const command: ProductCommand = { ...envelope, step: 'reserveStock', lines, ttlMs: 5 };
    expect(await performCommand(command, product)).toMatchObject({ ok: false, rejection });
    expect(calls.at(-1)).toEqual(['release', 'ord_1', ['rice', 'tea'], cause, 9]);
  });
});
