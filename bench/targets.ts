import type { Result } from './results.ts';
import type { Figure } from './scenario.ts';

/** What the shop is built to. */
export interface Target {
  /** In words. */
  what: string;
  scenario: string;
  /** The figure's name. */
  figure: string;
  /** The ratio to what begins so counts; without it, the figure itself. */
  against?: string;
  atLeast?: number;
  atMost?: number;
}

/** docs/performance.md says what the floors are. */
export const targets: Target[] = [
  {
    ...{ what: 'read a cart', scenario: 'read', figure: 'read a cart' },
    ...{ against: 'floor: 1 call, 0 rows', atLeast: 0.8 },
  },
  {
    ...{ what: 'add to a cart', scenario: 'add', figure: 'add to distinct carts' },
    ...{ against: 'floor: 1 call, 1 row', atLeast: 0.7 },
  },
  {
    ...{ what: 'checkout of three products', scenario: 'checkout', figure: 'checkout of 3 products' },
    ...{ against: 'floor: ', atLeast: 0.5 },
  },
  ...['product', 'cart'].flatMap((actor) => [
    logTarget(`a command of a ${actor}`, `${actor}, command`),
    logTarget(`a command of a ${actor} and its commit`, `${actor}, command and its commit`),
  ]),
  {
    ...{ what: 'rows written to add to a cart', scenario: 'add', figure: 'rows written to add to a cart' },
    atMost: 3,
  },
  {
    ...{ what: 'rows written for a checkout of one product', scenario: 'checkout' },
    ...{ figure: 'rows written for a checkout of 1 product', atMost: 30 },
  },
  {
    ...{ what: '`npm start` to first answer, s', scenario: 'start', figure: '`npm start` to first answer' },
    atMost: 5,
  },
];

function logTarget(what: string, figure: string): Target {
  return {
    what: `${what} with a million events, against ten`,
    ...{ scenario: 'log', figure: `${figure}, 1,000,010 events`, against: 'ten events', atMost: 1.1 },
  };
}

/** A target and what was measured; once for each volume. */
export interface Verdict {
  target: Target;
  volume?: Figure['volume'];
  /** Undefined: it was not measured. */
  measured?: number;
  isMet: boolean;
}

/** @param results of the scenarios that were ever measured */
export function verdictsOf(results: readonly Result[]): Verdict[] {
  return targets.flatMap((target) => {
    const result = results.find(({ scenario }) => scenario === target.scenario);
    const figures = result?.figures.filter((figure) => isMeant(figure, target)) ?? [];
    return figures.length > 0
      ? figures.map((figure) => verdictOn(figure, target))
      : [{ target, isMet: false }];
  });
}

export function isMeant({ name, ratio }: Figure, { figure, against }: Target): boolean {
  return name === figure && (against === undefined || ratio?.to.startsWith(against) === true);
}

function verdictOn({ volume, value, ratio }: Figure, target: Target): Verdict {
  const measured = target.against === undefined ? value : (ratio?.median ?? Number.NaN);
  const { atLeast = -Infinity, atMost = Infinity } = target;
  return {
    target,
    ...(volume ? { volume } : {}),
    measured,
    isMet: measured >= atLeast && measured <= atMost,
  };
}
