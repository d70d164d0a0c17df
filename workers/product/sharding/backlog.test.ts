import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refused } from '../../../shared/contracts/call.ts';
import { shortage } from '../domain/decide-hold.ts';
import { Backlog } from './backlog.ts';
import type { Homed } from './homed.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A counter with some units, and what it hears each time that it asks for more. */
class Counter {
  free = 0;
  readonly asked: number[] = [];
  readonly #answers: { units?: number; left: number | null; fails?: boolean }[];
  readonly backlog = new Backlog(async (units) => {
    this.asked.push(units);
    await Promise.resolve();
    const answer = this.#answers.shift() ?? { left: null };
    if (answer.fails) throw new Error('nobody answers');
    this.free += answer.units ?? 0;
    return answer.left;
  });

  constructor(...answers: { units?: number; left: number | null; fails?: boolean }[]) {
    this.#answers = answers;
  }

  want(units: number): Promise<Homed<string>> {
    const attempt = (): Homed<string> => {
      if (this.free < units) return refused(shortage('tea', units, this.free));
      this.free -= units;
      return { ok: true, value: `${units}`, replayed: false };
    };
    const refuse = (left: number) => (left < units ? refused(shortage('tea', units, left)) : null);
    return this.backlog.wait(units, attempt, refuse);
  }
}

function said(answer: Homed<string>): string {
  if ('busy' in answer) return 'busy';
  if ('moved' in answer) return 'moved';
  return answer.ok ? 'served' : JSON.stringify(answer.rejection);
}

const tooFew = (requested: number, left: number) => said(refused(shortage('tea', requested, left)));

describe('who waits for units', () => {
  it('asks for what all of them want together, and is served in order', async () => {
    const counter = new Counter({ units: 1, left: 9 }, { units: 5, left: 9 });
    const all = [counter.want(1), counter.want(2), counter.want(3)];
    expect((await Promise.all(all)).map(said)).toEqual(['served', 'served', 'served']);
    expect(counter.asked).toEqual([1, 5]);
  });

  it('is refused when there are too few for him in all, and another who wants fewer is not', async () => {
    const counter = new Counter({ left: 9 }, { units: 2, left: 2 });
    const [first, second, third] = [counter.want(1), counter.want(4), counter.want(2)];
    counter.free = 1;
    counter.backlog.serve();
    expect(said(await first)).toBe('served');
    expect(said(await second)).toBe(tooFew(4, 2));
    expect(said(await third)).toBe('served');
  });

  it('is not refused by an answer to a question that was asked before he came', async () => {
    const counter = new Counter({ left: 0 }, { units: 1, left: 1 });
    const first = counter.want(1);
    const second = counter.want(1);
    expect(said(await first)).toBe(tooFew(1, 0));
    expect(said(await second)).toBe('served');
  });

  it('is served at once when units come free meanwhile', async () => {
    const counter = new Counter({ left: null });
    const waiting = counter.want(1);
    counter.free = 1;
    counter.backlog.serve();
    expect(said(await waiting)).toBe('served');
  });

  it('waits on where it cannot be told how many there are, for some seconds', async () => {
    const counter = new Counter();
    const waiting = counter.want(1);
    await vi.advanceTimersByTimeAsync(7_900);
    expect(counter.asked.length).toBeGreaterThan(10);
    await vi.advanceTimersByTimeAsync(200);
    expect(said(await waiting)).toBe('busy');
    const before = counter.asked.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(counter.asked.length).toBeLessThanOrEqual(before + 1);
  });

  it('hears at once where nobody can be asked', async () => {
    const counter = new Counter({ left: null, fails: true });
    await expect(counter.want(1)).rejects.toThrow('nobody answers');
  });

  it('leaves no timer behind', async () => {
    const counter = new Counter({ units: 1, left: 1 });
    await counter.want(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is turned away when a thousand wait', async () => {
    const counter = new Counter();
    for (let i = 0; i < 1_000; i++) void counter.want(1);
    expect(said(await counter.want(1))).toBe('busy');
    await vi.advanceTimersByTimeAsync(20_000);
  });
});
