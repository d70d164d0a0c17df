import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeadlineExceeded, withDeadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a deadline', () => {
  it('lets an answer through that comes in time, and leaves no timer behind', async () => {
    expect(await withDeadline(Promise.resolve('yes'), 1_000, 'product')).toBe('yes');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets a failure through as it is, and leaves no timer behind', async () => {
    await expect(withDeadline(Promise.reject(new Error('no')), 1_000, 'product')).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends the waiting when its time has come, and says for whom', async () => {
    const answer = withDeadline(new Promise(() => {}), 1_000, 'product').catch((error: unknown) => error);
    let ended = false;
    void answer.then(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const error = await answer;
    expect(error).toBeInstanceOf(DeadlineExceeded);
    expect(error).toMatchObject({
      name: 'DeadlineExceeded',
      service: 'product',
      message: 'the product service did not answer within 1000 ms',
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not leave a failure unhandled that comes after it', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const late = Promise.withResolvers<never>();
    const answer = withDeadline(late.promise, 1_000, 'product').catch(() => 'gave up');
    await vi.advanceTimersByTimeAsync(1_000);
    late.reject(new Error('too late'));
    expect(await answer).toBe('gave up');
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
