import { describe, expect, it } from 'vitest';
import { type Outcome, outcomeOf } from '../../../shared/test-support/outcome.ts';
import {
  adjust,
  adjusted,
  allot,
  archive,
  archived,
  at,
  changeShards,
  closeRoom,
  commit,
  committed,
  expire,
  expired,
  giveBack,
  given,
  hear,
  importAs,
  list,
  listed,
  openRoom,
  release,
  released,
  report,
  reserve,
  reserved,
  restock,
  returned,
} from '../test-support/salmon.ts';
import type { ProductCommand } from './commands.ts';
import type { Hold } from './hold.ts';
import type { Product, ProductEvent } from './product.ts';

/*
 * Every command in every state, written out. A command or a state that is new does not compile until its
 * row is here; a state that cannot be reached, or that is reached and not listed, fails below.
 */

type ProductState = Product['status'];
type HoldState = Hold['status'] | 'none';
type CommandType = ProductCommand['type'];
type HoldCommandType = Extract<ProductCommand, { holdId: string }>['type'];
type Cell = Outcome<ProductEvent['type']>;
type ByProduct = Record<ProductState, Cell>;

const always = (cell: Cell): ByProduct => ({ none: cell, active: cell, archived: cell });

const productTable: Record<Exclude<CommandType, HoldCommandType>, ByProduct> = {
  ListProduct: { none: 'ProductListed', active: 'nothing', archived: 'ProductChanged' },
  ArchiveProduct: { none: 'no: ProductNotFound', active: 'ProductArchived', archived: 'nothing' },
  ImportProduct: {
    none: 'ProductListed + StockAdjusted',
    active: 'StockAdjusted',
    archived: 'ProductChanged + StockAdjusted',
  },
  AdjustStock: { none: 'no: ProductNotFound', active: 'StockAdjusted', archived: 'StockAdjusted' },
  OpenWaitingRoom: {
    none: 'no: ProductNotFound',
    active: 'WaitingRoomOpened',
    archived: 'WaitingRoomOpened',
  },
  CloseWaitingRoom: { none: 'no: ProductNotFound', active: 'nothing', archived: 'nothing' },
  // Of a product that was never split. Of one that was: sharding.test.ts.
  ChangeShards: { none: 'no: ProductNotFound', active: 'ShardsChanged', archived: 'ShardsChanged' },
  FinishChange: always('nothing'),
  HearShard: always('nothing'),
  AllotStock: always('nothing'),
};

const holdTable: Record<HoldCommandType, Record<HoldState, ByProduct>> = {
  ReserveStock: {
    none: { none: 'no: InsufficientStock', active: 'StockReserved', archived: 'no: InsufficientStock' },
    open: always('nothing'),
    committed: always('nothing'),
    released: always('no: HoldResolved'),
    expired: always('no: HoldResolved'),
    returned: always('no: HoldResolved'),
  },
  CommitHold: {
    none: always('no: HoldResolved'),
    open: always('HoldCommitted'),
    committed: always('nothing'),
    released: always('no: HoldResolved'),
    expired: always('HoldCommitted'),
    returned: always('no: HoldResolved'),
  },
  ReleaseHold: {
    none: always('HoldReleased'),
    open: always('HoldReleased'),
    committed: always('no: HoldResolved'),
    released: always('nothing'),
    expired: always('HoldReleased'),
    returned: always('nothing'),
  },
  GiveBackHold: {
    none: always('HoldReleased'),
    open: always('HoldReleased'),
    committed: always('SaleReturned'),
    released: always('nothing'),
    expired: always('HoldReleased'),
    returned: always('nothing'),
  },
  RestockUnits: {
    none: always('no: HoldResolved'),
    open: always('no: HoldResolved'),
    committed: always('UnitsRestocked'),
    released: always('no: HoldResolved'),
    expired: always('no: HoldResolved'),
    returned: always('no: HoldResolved'),
  },
  ExpireHold: {
    none: always('nothing'),
    open: always('HoldExpired'),
    committed: always('nothing'),
    released: always('nothing'),
    expired: always('nothing'),
    returned: always('nothing'),
  },
};

const commands: { [Type in CommandType]: ProductCommand & { type: Type } } = {
  ListProduct: list() as ProductCommand & { type: 'ListProduct' },
  ArchiveProduct: archive as ProductCommand & { type: 'ArchiveProduct' },
  ImportProduct: importAs(12) as ProductCommand & { type: 'ImportProduct' },
  OpenWaitingRoom: openRoom() as ProductCommand & { type: 'OpenWaitingRoom' },
  CloseWaitingRoom: closeRoom as ProductCommand & { type: 'CloseWaitingRoom' },
  AdjustStock: adjust(5) as ProductCommand & { type: 'AdjustStock' },
  ChangeShards: changeShards(8) as ProductCommand & { type: 'ChangeShards' },
  FinishChange: { type: 'FinishChange', at, from: at },
  HearShard: hear(0, report(1)) as ProductCommand & { type: 'HearShard' },
  AllotStock: allot(0, 1) as ProductCommand & { type: 'AllotStock' },
  ReserveStock: reserve('h', 2) as ProductCommand & { type: 'ReserveStock' },
  CommitHold: commit('h', 2) as ProductCommand & { type: 'CommitHold' },
  ReleaseHold: release('h') as ProductCommand & { type: 'ReleaseHold' },
  GiveBackHold: giveBack('h') as ProductCommand & { type: 'GiveBackHold' },
  RestockUnits: restock('h', 'r', 1) as ProductCommand & { type: 'RestockUnits' },
  ExpireHold: expire('h') as ProductCommand & { type: 'ExpireHold' },
};

const holdHistories: Record<HoldState, ProductEvent[]> = {
  none: [],
  open: [reserved('h', 2)],
  committed: [reserved('h', 2), committed('h', 2)],
  released: [reserved('h', 2), released('h', 2)],
  expired: [reserved('h', 2), expired('h', 2)],
  returned: [reserved('h', 2), committed('h', 2), returned('h', 2)],
};

const impossible = null;
const histories: Record<ProductState, Record<HoldState, ProductEvent[] | null>> = {
  none: {
    none: [],
    open: impossible,
    committed: impossible,
    // A release that came before the product did.
    released: [released('h', 0)],
    expired: impossible,
    returned: impossible,
  },
  active: onShelf([]),
  archived: onShelf([archived]),
};

function onShelf(after: ProductEvent[]): Record<HoldState, ProductEvent[]> {
  const full = (hold: HoldState) => [listed, adjusted(10), ...holdHistories[hold], ...after];
  return {
    none: full('none'),
    open: full('open'),
    committed: full('committed'),
    released: full('released'),
    expired: full('expired'),
    returned: full('returned'),
  };
}

const keys = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as Key[];

const situations = keys(histories).flatMap((product) =>
  keys(histories[product]).flatMap((hold) => {
    const events = histories[product][hold];
    return events === null ? [] : [{ product, hold, events }];
  }),
);

const cases = situations.flatMap(({ product, hold, events }) => [
  ...keys(productTable).map((type) => ({
    type,
    product,
    hold,
    events,
    outcome: productTable[type][product],
  })),
  ...keys(holdTable).map((type) => ({
    type,
    product,
    hold,
    events,
    outcome: holdTable[type][hold][product],
  })),
]);

describe('every command in every state', () => {
  it.each(cases)('$type, product $product, hold $hold: $outcome', ({ type, events, outcome }) => {
    expect(outcomeOf(given(...events).when(commands[type]))).toBe(outcome);
  });

  it('knows all the states that there are, and no others', () => {
    const expected = situations.map(({ product, hold }) => `${product}/${hold}`);
    expect([...reachable()].sort()).toEqual(expected.sort());
  });
});

/** Follows every command from every state that it leads to, as far as six steps go: enough for the longest way. */
function reachable(): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  let ways: ProductEvent[][] = [[]];
  for (let step = 0; step <= 6; step++) {
    const next: ProductEvent[][] = [];
    for (const events of ways) {
      const run = given(...events);
      const hold = run.entries.get('h')?.status ?? 'none';
      found.add(`${run.state.status}/${hold}`);
      const all = JSON.stringify([run.state.status, hold, 'stock' in run.state && run.state.stock]);
      if (seen.has(all)) continue;
      seen.add(all);
      for (const type of keys(commands)) {
        const decision = run.when(commands[type]);
        if (decision.ok) next.push([...events, ...decision.value]);
      }
    }
    ways = next;
  }
  return found;
}
