import type { Wiring } from '../../shared/wiring.ts';
import type { OrderUsage } from '../../test/simulation/one-order.ts';
import type { FigureName, Spread } from './figures.ts';
import type { OutageReport } from './outages.ts';
import type { Bill } from './prices.ts';

/** What came of one run of `npm run compare`. */
export interface Comparison {
  /** RFC 3339 */
  at: string;
  cpus: number;
  node: string;
  buyers: number;
  rounds: number;
  secondsPerRound: number;
  pollEveryMs: number;
  /** Of the prices, a date. */
  pricesReadOn: string;
  wirings: Record<Wiring, WiringReport>;
}

export interface WiringReport {
  load: Record<FigureName, Spread>;
  /** Counted in the simulator. */
  orders: { products: number; usage: OrderUsage; dollarsPerMillionOrders: Bill }[];
  outages: OutageReport[];
}
