import { describe, expect, it } from 'vitest';
import type { Layout } from '../domain/layout.ts';
import type { Homed } from './homed.ts';
import { type Home, KnownLayouts, productAt } from './homes.ts';

const cause = { caller: 'guest', request: 'r', trace: '' };
const ok: Homed<null> = { ok: true, value: null, replayed: false };
const split: Layout[] = [
  { since: 0, count: 1 },
  { since: 1_000, count: 4 },
];

/** A product's homes, which answer what they are told to, and note who was asked. */
function street(answer: (home: string, known: number) => Homed<null>, layouts: Layout[] = split) {
  const asked: string[] = [];
  const home = (name: string) =>
    ({
      release: async (_id: string, _cause: unknown, _placedAt: number, known: number) => {
        asked.push(name);
        return answer(name, known);
      },
    }) as unknown as Home;
  const own = {
    ...home('own'),
    layouts: async () => {
      asked.push('layouts');
      return layouts;
    },
    snapshot: async () => null,
  };
  const known = new KnownLayouts();
  const homes = { own: () => own, shard: (_: string, shard: number) => home(`shard ${shard}`) };
  return { asked, known, product: productAt('tea', homes, known) };
}

describe('a hold', () => {
  it('is looked for at the product itself, which costs one call as long as it is there', async () => {
    const { asked, product } = street(() => ok);
    await product.release('ord_a', cause, 5_000);
    expect(asked).toEqual(['own']);
  });

  it('is found where the product says, and from then on at once', async () => {
    const { asked, product } = street((home) => (home === 'own' ? { moved: split } : ok));
    await product.release('ord_a', cause, 5_000);
    await product.release('ord_a', cause, 5_000);
    expect(asked).toEqual(['own', 'shard 0', 'shard 0']);
    await product.release('ord_a', cause, 5_000);
  });

  it('is looked for anew where a shard says that it is elsewhere', async () => {
    const newer = [...split, { since: 4_000, count: 2 }];
    const { asked, known, product } = street((_home, count) => (count === 3 ? ok : { moved: null }), newer);
    known.learn('tea', split);
    await product.release('ord_a', cause, 5_000);
    expect(asked).toEqual(['shard 0', 'layouts', 'shard 0']);
  });

  it('waits while homes are changed, and not for ever', async () => {
    let tries = 0;
    const opening = street(() => {
      tries += 1;
      return tries < 3 ? { moved: null } : ok;
    });
    opening.known.learn('tea', split);
    expect(await opening.product.release('ord_a', cause, 5_000)).toEqual(ok);
    const { known, product } = street(() => ({ busy: true }));
    known.learn('tea', split);
    await expect(product.release('ord_a', cause, 5_000)).rejects.toThrow('could not be asked in time');
  });
});

describe('what is known of layouts', () => {
  it('only ever grows, and is found out anew when it is too much', () => {
    const known = new KnownLayouts();
    expect(known.learn('tea', split)).toBe(true);
    expect(known.learn('tea', split.slice(0, 1))).toBe(false);
    expect(known.of('tea')).toEqual(split);
    for (let i = 0; i < 1_000; i++) known.learn(`rice-${i}`, split);
    expect(known.of('tea')).toHaveLength(1);
  });
});
