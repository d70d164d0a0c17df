import { pause } from '../../shared/pause.ts';
import type { Dice } from '../../shared/test-support/dice.ts';
import type { Entry } from '../histories/history.ts';
import { History } from '../histories/history.ts';
import { type Judgement, judge } from '../histories/judge.ts';
import type { Api } from '../load/api.ts';
import { Crowd } from '../load/crowd.ts';
import { Keeper } from '../load/keeper.ts';
import type { Purchase } from '../load/shopper.ts';
import { settled } from './settled.ts';

const productsPerRound = 4;
/** So few that buyers are after the same last unit most of the time. */
const unitsPerProduct = 4;
/** Who are all after the same few units at the moment of the fault. */
const rushers = 40;
const beforeMs = 1_000;
/** A crowd goes on for a while after all is well again: what was cut off meets what is new. */
const afterMs = 1_500;

export interface Round {
  name: string;
  purchases: Purchase[];
  entries: Entry[];
  judgement: Judgement;
  /** From the moment at which the fault was over, in seconds. */
  secondsToSettle: number;
  /** What was done, in words. */
  fault: string;
}

/**
 * A crowd in products of its own, so that its histories are short, a rush for one of them, and a fault in the
 * middle of it.
 * @throws when it does not come right afterwards
 */
export async function playRound(
  name: string,
  api: Api,
  { clients, dice, historyFile }: { clients: number; dice: Dice; historyFile: string },
  fault: () => Promise<string>,
): Promise<Round> {
  const history = new History(historyFile);
  const products = Array.from({ length: productsPerRound }, (_, index) => `${name}-${index + 1}`);
  const keeper = new Keeper('the keeper', api, history);
  for (const product of products) await keeper.list(product, unitsPerProduct);
  const crowd = new Crowd(api, history, products);
  const baskets = await crowd.queueUp(rushers, products[0] as string);
  crowd.come(clients, dice.roll(2 ** 31));
  await pause(beforeMs);
  crowd.rush(baskets, dice.roll(2 ** 31));
  await pause(dice.roll(1_500));
  const done = await fault();
  const healed = Date.now();
  await pause(afterMs);
  await crowd.leave();
  await settled(api, crowd.purchases, products);
  const secondsToSettle = (Date.now() - healed) / 1000;
  for (const product of products) await keeper.count(product);
  const { entries } = history;
  const judgement = judge(entries);
  return { name, purchases: crowd.purchases, entries, judgement, secondsToSettle, fault: done };
}
