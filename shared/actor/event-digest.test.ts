import { expect, it } from 'vitest';
import { Dice } from '../test-support/dice.ts';
import { base36 } from './event-digest.ts';

it('a number is written in base 36 as the language itself writes it', () => {
  const dice = new Dice(1);
  const edges = [0, 35, 36, 36 ** 6 - 1, 36 ** 6, 36 ** 6 + 1, 36 ** 7, Number.MAX_SAFE_INTEGER];
  const anywhere = Array.from({ length: 1_000 }, () => dice.roll(2 ** 32) * 2 ** 21 + dice.roll(2 ** 21));
  for (const number of [...edges, ...anywhere]) expect(base36(number)).toBe(number.toString(36));
});
