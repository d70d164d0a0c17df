import { figuresOf } from '../growth/figures.ts';
import { growths } from '../growth/growths.ts';
import { plotOf } from '../growth/plot.ts';
import type { Growth, Subject } from '../growth/subject.ts';
import { keepFile, shortened } from '../results.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario } from '../scenario.ts';

const warmUp = 5;

export const growth: Scenario = {
  name: 'growth',
  tellsInOtherWords: true,
  about: 'what carts, holds, watchers and lists cost by how large they are; in memory, without a disk',
  async run(_options, tell) {
    const all: Figure[] = [];
    for (const one of growths) {
      const figures = await measured(one, (progress) => tell(`${one.name}: ${progress}`));
      keepFile(`growth-${one.name}.svg`, await plotOf(one, figures));
      all.push(...figures);
    }
    return all;
  },
};

async function measured(one: Growth, tell: (progress: string) => void): Promise<Figure[]> {
  const subjects: Subject[] = [];
  for (const size of one.sizes) subjects.push(await one.of(size, tell));
  tell(`${one.rounds} rounds`);
  const rounds = await inRounds(subjects, { rounds: one.rounds, warmUp });
  return figuresOf(one, rounds).map(shortened);
}
