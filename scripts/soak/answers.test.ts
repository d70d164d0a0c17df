import { expect, test } from 'vitest';
import { Answers } from './answers.ts';

test('answers are counted and ranked minute by minute', () => {
  const answers = new Answers();
  for (let ms = 1; ms <= 200; ms++) answers.observe(ms, 200);
  answers.observe(3_000, 503);
  answers.observe(20_000, 0);
  answers.observe(5, 500);
  expect(answers.ofThisMinute()).toEqual({ answers: 203, failures: 2, p50Ms: 101, p99Ms: 200 });
  expect(answers.ofThisMinute()).toEqual({ answers: 0, failures: 0, p50Ms: 0, p99Ms: 0 });
});
