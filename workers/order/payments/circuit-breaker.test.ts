import { beforeEach, expect, it } from 'vitest';
import { CircuitBreaker, CircuitOpen } from './circuit-breaker.ts';

const pauseMs = 10_000;
let now: number;
let breaker: CircuitBreaker;
let calls: number;

beforeEach(() => {
  now = 0;
  calls = 0;
  breaker = new CircuitBreaker({ failures: 3, pauseMs }, () => now);
});

function run(answer: 'fine' | 'failure' | Promise<never>) {
  return breaker.run(
    async () => {
      calls += 1;
      return answer;
    },
    (value) => value === 'failure',
  );
}

async function fail(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await run('failure');
}

it('lets everything through while it is closed, and hands on answers and errors', async () => {
  expect(await run('fine')).toBe('fine');
  expect(await run('failure')).toBe('failure');
  await expect(run(Promise.reject(new Error('silence')))).rejects.toThrow('silence');
  expect(breaker.isOpen).toBe(false);
});

it('opens after so many failures in a row, and then calls nobody', async () => {
  await fail(2);
  expect(breaker.isOpen).toBe(false);
  await expect(run(Promise.reject(new Error('silence')))).rejects.toThrow('silence');
  expect(breaker.isOpen).toBe(true);
  await expect(run('fine')).rejects.toThrow(CircuitOpen);
  expect(calls).toBe(3);
});

it('counts failures in a row only', async () => {
  await fail(2);
  await run('fine');
  await fail(2);
  expect(breaker.isOpen).toBe(false);
});

it('lets one call through when the pause is over, and closes when that goes well', async () => {
  await fail(3);
  now += pauseMs - 1;
  expect(breaker.isOpen).toBe(true);
  now += 1;
  expect(breaker.isOpen).toBe(false);
  await run('fine');
  now += 1;
  await fail(2);
  expect(breaker.isOpen).toBe(false);
});

it('refuses the others while the probe is under way', async () => {
  await fail(3);
  now += pauseMs;
  const gate = Promise.withResolvers<never>();
  const probe = run(gate.promise);
  await expect(run('fine')).rejects.toThrow(CircuitOpen);
  gate.reject(new Error('still silent'));
  await expect(probe).rejects.toThrow('still silent');
  expect(calls).toBe(4);
});

it('opens anew when the probe fails, from the moment it failed', async () => {
  await fail(3);
  now += pauseMs;
  const gate = Promise.withResolvers<never>();
  const probe = run(gate.promise).catch(() => {});
  now += pauseMs / 2;
  gate.reject(new Error('still silent'));
  await probe;
  now += pauseMs - 1;
  expect(breaker.isOpen).toBe(true);
  now += 1;
  expect(breaker.isOpen).toBe(false);
});

it('does not wait for ever for a probe whose process died: the next goes a pause later', async () => {
  await fail(3);
  now += pauseMs;
  run(new Promise<never>(() => {})).catch(() => {});
  now += pauseMs;
  expect(await run('fine')).toBe('fine');
  expect(breaker.isOpen).toBe(false);
});
