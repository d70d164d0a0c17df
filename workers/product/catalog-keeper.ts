import type { Platform } from '../../shared/actor/platform.ts';
import { type ProductSnapshot, productSnapshotSchema } from '../../shared/contracts/product.ts';
import { ReadModelKeeper } from '../../shared/projection/keeper.ts';
import { KeeperObject, type RemoteKeeper } from '../../shared/projection/keeper-object.ts';
import { type Standing, understood } from '../../shared/projection/standing.ts';
import { Catalog } from './catalog.ts';

/** What the keeper needs of its worker. */
interface KeeperEnv {
  PRODUCTS: { getByName(id: string): { standing(): Promise<Standing<ProductSnapshot> | null> } };
  CATALOG: D1Database;
}

/** Looks after the catalog: builds it anew, and sweeps it. */
export class CatalogKeeper extends KeeperObject<KeeperEnv, ProductSnapshot> {
  protected house(platform: Platform): ReadModelKeeper<ProductSnapshot> {
    const { projection } = new Catalog(this.env.CATALOG);
    const ask = (id: string) => understood(this.env.PRODUCTS.getByName(id).standing(), productSnapshotSchema);
    return new ReadModelKeeper(platform, projection, ask);
  }
}

/** There is one. */
export function catalogKeeper({ KEEPERS }: { KEEPERS: { getByName(id: string): RemoteKeeper } }) {
  return KEEPERS.getByName('catalog');
}
