import { expect, it } from 'vitest';
import * as z from 'zod';
import { askAll, listingsOf, type Standing, understood } from './standing.ts';
import { said } from './test-support/greetings.ts';

const told = { lastPublic: 1, at: 0, published: 1 };

/** What an actor answers of which the greeting is lost. */
const damaged = { listing: { ...said('b', 1), data: undefined }, told } as unknown as Standing<string>;

it('an actor that says what nobody can list does not keep the others from being listed', async () => {
  const standings: Record<string, Standing<string> | null> = {
    a: { listing: said('a', 1), told },
    b: damaged,
    c: null,
  };
  const ask = (id: string) => understood(Promise.resolve(standings[id] ?? null), z.string());
  const answers = await askAll(['a', 'b', 'c'], ask);
  expect(answers.unanswered).toEqual(['b']);
  expect(answers.reason).toMatch(/^b: /);
  expect(answers.answered.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(listingsOf(answers)).toEqual([said('a', 1)]);
});
