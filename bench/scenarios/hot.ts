import type { StockView } from '../../shared/contracts/product.ts';
import { checkingOut, openCarts } from '../guests.ts';
import type { Prepared } from '../load/slice.ts';
import { bareCarts, bareCheckout, countedCheckout, countedRefusal } from '../orders.ts';
import type { Counted } from '../plan/count.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario, Tell } from '../scenario.ts';
import { onEachVolume, type Stand } from '../stand.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

const buyers = 1_000;
const units = 100;
/** All at once would be a flood, which is measured by `overload`. */
const atOnce = 100;
/** A round needs a thousand carts, so there are few. */
const rounds = 3;

export const hot: Scenario = {
  name: 'hot',
  about: `${buyers.toLocaleString('en')} buyers of a product of which there are ${units}, ${atOnce} at a time: until all have an answer`,
  async run(options, tell) {
    const sold = await countedCheckout(1);
    const refused = await countedRefusal();
    return onEachVolume(options, tell, (stand, tellHere) => sell(stand, sold, refused, tellHere));
  },
};

async function sell(stand: Stand, sold: Counted, refused: Counted, tell: Tell): Promise<Figure[]> {
  let nth = 0;
  const shop = async () => {
    tell(`${buyers} carts are filled`);
    const product = `hot-${++nth}`;
    await stand.list(product, units);
    const requests = (await openCarts(stand, buyers, [product])).map(checkingOut);
    tell(`${buyers} buyers`);
    const { ms, answers } = await stand.fire(stand.shop, requests, [201, 409], atOnce);
    await assertSold(stand, product, answers.filter(({ status }) => status === 201).length);
    return ms;
  };
  const floor = async () => {
    tell('the floor');
    const { ms } = await stand.fire(stand.floor, await bareSale(stand, sold, refused), [200], atOnce);
    return ms;
  };
  const [own, bare] = (await inRounds([shop, floor], { rounds, warmUp: 0 })) as [number[], number[]];
  const to = 'floor: as many calls and rows';
  const name = `${buyers.toLocaleString('en')} buyers, ${units} units, all sold`;
  return [
    { name, value: median(own) / 1_000, unit: 's', ratio: { ...spreadOf(ratiosTo(bare, own)), to } },
    { name: 'answers', value: (buyers / median(own)) * 1_000, unit: '/s' },
    { name: to, value: median(bare) / 1_000, unit: 's' },
  ];
}

/** @throws when it is not exactly what there was */
async function assertSold(stand: Stand, product: string, confirmed: number): Promise<void> {
  const { body } = await stand.api.asAdmin<StockView>('GET', `/v1/products/${product}/stock`);
  if (confirmed !== units || body.sold !== units || body.held !== 0)
    throw new Error(
      `of ${units} units, ${confirmed} were confirmed, ${body.sold} sold, and ${body.held} are held`,
    );
}

/** Who comes first gets one. */
async function bareSale(stand: Stand, sold: Counted, refused: Counted): Promise<Prepared[]> {
  const carts = await bareCarts(stand, buyers);
  return carts.map((cart, index) => bareCheckout(index < units ? sold : refused, cart));
}
