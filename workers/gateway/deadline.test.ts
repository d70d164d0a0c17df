import { expect, test, vi } from 'vitest';
import { DeadlineExceeded, withDeadline } from '../../shared/deadline.ts';
import { fakeServices } from './fake-services.ts';
import gateway from './worker.ts';

test('what comes in time is what came', async () => {
  expect(await withDeadline(Promise.resolve('tea'), 1_000, 'product')).toBe('tea');
  await expect(withDeadline(Promise.reject(new Error('spilt')), 1_000, 'product')).rejects.toThrow('spilt');
});

test('what does not come is a DeadlineExceeded', async () => {
  await expect(withDeadline(new Promise(() => {}), 1, 'product')).rejects.toBeInstanceOf(DeadlineExceeded);
});

test.each([
  ['GET', '/v1/products', 5_000, 'Try again in a moment'],
  ['POST', '/v1/carts', 30_000, 'may have acted'],
])('%s %s: a service that never answers is a 503 after %i ms', async (method, path, afterMs, says) => {
  vi.useFakeTimers();
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    const { env } = fakeServices({}, () => new Promise(() => {}));
    let response: Response | undefined;
    const asked = gateway
      .fetch(new Request(`https://shop.example${path}`, { method }), env)
      .then((answer) => {
        response = answer;
      });
    await vi.advanceTimersByTimeAsync(afterMs - 1);
    expect(response).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await asked;
    expect(response?.status).toBe(503);
    expect(response?.headers.get('retry-after')).toBe('5');
    expect(await response?.json()).toMatchObject({
      code: 'service-unavailable',
      detail: expect.stringContaining(says),
    });
    expect(log.mock.calls.join()).toContain('did not answer in time');
  } finally {
    vi.useRealTimers();
    log.mockRestore();
  }
});
