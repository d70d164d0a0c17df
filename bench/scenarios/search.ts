import { inRounds } from '../rounds.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { wordOfRank } from '../search/products.ts';
import { quantile, ratiosTo, spreadOf } from '../statistics.ts';
import { runWorker, timed } from '../worker.ts';

const productsPerLoad = 500;
const rounds = 100;
const warmUp = 10;

/** By what they are called in the figures. */
const queries: Record<string, Record<string, string>> = {
  'a word of most products': { q: wordOfRank(0) },
  'a word of few products': { q: wordOfRank(19_000) },
  'two words': { q: `${wordOfRank(0)} ${wordOfRank(5)}` },
  'the first letter': { q: 'k' },
  'three letters': { q: wordOfRank(100).slice(0, 3) },
  'without blanks (おにぎり)': { q: 'おにぎり' },
  'nothing that is there': { q: 'zzzz' },
  'a word, in a category': { q: wordOfRank(0), category: 'cat-3' },
  'a category': { category: 'cat-3' },
  'no words, first page': {},
  'no words, behind a thousand': { after: 'p-001000' },
};

export const search: Scenario = {
  name: 'search',
  about: 'a page of 20 products found in the catalog, against the same answer without a database',
  async run({ catalog }, tell) {
    const worker = await runWorker('search');
    try {
      await fill(worker.url, catalog, tell);
      return await measure(worker.url, catalog, tell);
    } finally {
      await worker.close();
    }
  },
};

async function fill(url: URL, products: number, tell: (progress: string) => void): Promise<void> {
  for (let from = 0; from < products; from += productsPerLoad) {
    const count = Math.min(productsPerLoad, products - from);
    await timed(new URL(`/load?from=${from}&count=${count}`, url), { method: 'POST' });
    tell(`${from + count} of ${products} products`);
  }
}

async function measure(url: URL, products: number, tell: (progress: string) => void): Promise<Figure[]> {
  tell(`${rounds} rounds`);
  const paths = ['/floor', ...Object.values(queries).map((query) => `/search?${new URLSearchParams(query)}`)];
  const [floor = [], ...found] = await inRounds(
    paths.map((path) => () => timed(new URL(path, url))),
    { rounds, warmUp },
  );
  const to = 'without a database';
  const floorFigure: Figure = { name: `p50, ${to}`, value: quantile(floor, 0.5), unit: 'ms' };
  const names = Object.keys(queries);
  const figures = found.flatMap((ms, index): Figure[] => {
    const name = `${names[index]}, ${products.toLocaleString('en')} products`;
    return [
      {
        name: `p50, ${name}`,
        value: quantile(ms, 0.5),
        unit: 'ms',
        ratio: { ...spreadOf(ratiosTo(floor, ms)), to },
      },
      { name: `p99, ${name}`, value: quantile(ms, 0.99), unit: 'ms' },
    ];
  });
  return [floorFigure, ...figures];
}
