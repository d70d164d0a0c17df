import { wirings } from '../../shared/wiring.ts';
import type { Heard } from './client.ts';
import type { Comparison, WiringReport } from './comparison.ts';
import type { FigureName, Spread } from './figures.ts';
import type { OutageReport } from './outages.ts';

const titles: Record<FigureName, string> = {
  ordersPerSecond: 'orders per second',
  addP50Ms: 'add an item, p50, ms',
  addP99Ms: 'add an item, p99, ms',
  checkoutP50Ms: "checkout's answer, p50, ms",
  checkoutP99Ms: "checkout's answer, p99, ms",
  knownP50Ms: 'until the buyer knows, p50, ms',
  knownP99Ms: 'until the buyer knows, p99, ms',
  shownP50Ms: 'until a cart shows a stock change, p50, ms',
  shownMaxMs: 'until a cart shows a stock change, longest, ms',
  staleLooks: '… looks that showed what was before',
  cpuMsPerOrder: 'CPU time of workerd per order, ms',
  failures: 'adds and checkouts that failed',
};

/** Tables in Markdown, which is also how they look best on a terminal. */
export function tables({ wirings: reports, secondsPerRound, rounds }: Comparison): string {
  const row = (title: string, cell: (report: WiringReport) => string) => [
    title,
    ...wirings.map((wiring) => cell(reports[wiring])),
  ];
  const load = Object.entries(titles).map(([name, title]) =>
    row(title, (report) => spread(report.load[name as FigureName])),
  );
  const outages = outageRows(reports.hybrid.outages, row);
  return [
    `Under load: the median of ${rounds} rounds of ${secondsPerRound} s, and the lowest and highest`,
    table(['figure', ...wirings], load),
    'One order, counted, and what a million of them cost',
    table(['figure', ...wirings], usageRows(reports.hybrid.orders, row)),
    'While something is down, and what became of the checkout',
    table(['outage', ...wirings], outages),
  ].join('\n\n');
}

type Row = (title: string, cell: (report: WiringReport) => string) => string[];

function usageRows(orders: WiringReport['orders'], row: Row): string[][] {
  return orders.flatMap(({ products }, index) => {
    const of = (report: WiringReport) => report.orders[index] as WiringReport['orders'][number];
    const goods = products === 1 ? '1 product' : `${products} products`;
    return [
      row(`${goods}: requests to the gateway`, (report) => String(of(report).usage.workerRequests)),
      row(`${goods}: calls of Durable Objects, and alarms`, (report) =>
        String(of(report).usage.objectRequests),
      ),
      row(`${goods}: messages`, (report) => String(of(report).usage.messages)),
      row(`${goods}: rows written`, (report) => String(of(report).usage.rowsWritten)),
      row(
        `${goods}: a million orders`,
        (report) => `$${of(report).dollarsPerMillionOrders.total.toFixed(2)}`,
      ),
    ];
  });
}

function spread({ median, low, high }: Spread): string {
  return low === high ? String(median) : `${median} (${low}–${high})`;
}

function outageRows(outages: OutageReport[], row: Row): string[][] {
  return outages.flatMap(({ outage }, index) => {
    const of = (report: WiringReport) => report.outages[index] as OutageReport;
    return [
      row(`${outage}: add`, (report) => heard(of(report).add)),
      row('… read the cart', (report) => heard(of(report).read)),
      row('… check out', (report) => heard(of(report).checkOut)),
      row('… afterwards', (report) => became(of(report).afterwards)),
    ];
  });
}

function became({ order, cart, seconds }: OutageReport['afterwards']): string {
  return `${order === null ? 'no order' : `order ${order}`}, cart ${cart}, ${seconds} s`;
}

function heard({ status, says, availability, ms }: Heard): string {
  const what = availability ?? says;
  return `${status || 'no answer'}${what ? ` ${what}` : ''}, ${ms} ms`;
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => (cells[column] ?? '').length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...rows.map(line)].join('\n');
}
