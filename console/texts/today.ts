export const todayTexts = {
  title: 'Today',
  about: 'How the shop is doing, looked at anew every few seconds. Days are those of UTC.',
  figures: {
    orders: 'Orders',
    revenue: 'Revenue, after refunds',
    none: 'none yet',
    waiting: 'Waiting for the buyer',
    forStock: 'Refused for stock',
    faults: 'Saga failures',
  },
  revenue: {
    title: (days: number) => `Revenue of the last ${days} days`,
    label: (currency: string) => `${currency} by day, after refunds`,
    none: 'Nothing was sold yet. Buy something in the shop, and see it here.',
  },
  refusals: {
    title: 'Why checkouts failed today',
    none: 'None has failed.',
  },
  lag: {
    title: 'How far lists are behind',
    orders: 'Orders',
    catalog: 'Catalog',
    behind: 'Over a minute',
    ms: (lagMs: number | null | undefined) => (lagMs == null ? '–' : `${(lagMs / 1_000).toFixed(1)} s`),
    line: 'Lag of the list of orders since this page was opened',
  },
  services: 'Services',
};
