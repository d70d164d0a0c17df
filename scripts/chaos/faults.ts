import { pause } from '../../shared/pause.ts';
import type { Dice } from '../../shared/test-support/dice.ts';
import type { Api } from '../load/api.ts';
import { redriveAll, untilSomeArrive } from './dead-letters.ts';
import type { Services } from './services.ts';
import type { Arrangement, Shop } from './shop.ts';

export type FaultKind = 'kill' | 'stop' | 'freeze' | 'badDeploy';

/** How the shop must run for a fault to be done to it. */
export const arrangementOf: Record<FaultKind, Arrangement> = {
  kill: 'together',
  stop: 'apart',
  freeze: 'apart',
  badDeploy: 'apart',
};

export interface Stage {
  shop: Shop;
  api: Api;
  dice: Dice;
  /** How the shop is to run afterwards, where it has to be started anyway. */
  next: Arrangement;
}

/** Does the harm and heals it. Answers what was done, in words. */
export function inflict(kind: FaultKind, { shop, api, dice, next }: Stage): Promise<string> {
  switch (kind) {
    case 'kill':
      return killAll(shop, next);
    case 'stop':
      return stopOne(shop.services, dice);
    case 'freeze':
      return freezeOne(shop.services, dice);
    case 'badDeploy':
      return deployBadly(shop.services, api, dice);
  }
}

async function killAll(shop: Shop, next: Arrangement): Promise<string> {
  await shop.kill();
  await shop.run(next);
  return 'all killed';
}

async function stopOne(services: Services, dice: Dice): Promise<string> {
  const name = dice.pick(holders);
  const awayMs = outageMs(dice);
  await services.stop(name);
  await pause(awayMs);
  await services.start(name);
  return `${name} killed for ${(awayMs / 1000).toFixed(1)} s`;
}

async function freezeOne(services: Services, dice: Dice): Promise<string> {
  const name = dice.pick(holders);
  const awayMs = outageMs(dice);
  services.freeze(name);
  await pause(awayMs);
  services.thaw(name);
  return `${name} frozen for ${(awayMs / 1000).toFixed(1)} s`;
}

/** A service whose messages do not get through, until some have used up their tries; then they are redriven. */
async function deployBadly(services: Services, api: Api, dice: Dice): Promise<string> {
  const name = dice.pick(['cart', 'order'] as const);
  await services.stop(name);
  await services.start(name, `scripts/chaos/bad-${name}.ts`);
  await untilSomeArrive(api);
  await services.stop(name);
  await services.start(name);
  return `${name} deployed badly, ${await redriveAll(api)} dead letters redriven`;
}

/** The gateway holds nothing; without it nobody would notice that anything else is away. */
const holders = ['product', 'cart', 'order'] as const;

function outageMs(dice: Dice): number {
  return 2_000 + dice.roll(6_000);
}
