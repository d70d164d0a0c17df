import { keepFile, shortened } from '../results.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { plotOf } from '../shards/plot.ts';
import { sale } from '../shards/sale.ts';

const counts = [1, 2, 4, 8, 16, 32, 64];
/** More than can be sold meanwhile. */
const plenty = 1_000_000;
const plentyLastsMs = 2_000;
/** So few that calling the last ones back from all shards counts. */
const drop = 10_000;
const dropLastsMs = 60_000;

export const shards: Scenario = {
  name: 'shards',
  about: 'a product over 1 to 64 shards: simulated, with Cloudflare’s limits for one actor',
  async run(_options, tell) {
    const figures: Figure[] = [];
    for (const count of counts) {
      tell(`${count} shards`);
      figures.push(figureOf('plenty', count, await sale(count, plenty, plentyLastsMs)));
      figures.push(
        figureOf(`${drop.toLocaleString('en')}, to the last`, count, await sale(count, drop, dropLastsMs)),
      );
    }
    keepFile('shards.svg', await plotOf(figures));
    return figures;
  },
};

function figureOf(operation: string, size: number, { sold, ms }: { sold: number; ms: number }): Figure {
  const point = { group: 'shards', operation, size };
  return shortened({ name: `${operation}: ${size} shards`, value: (sold * 1_000) / ms, unit: '/s', point });
}
