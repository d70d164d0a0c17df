import { costOfMillion } from '../../scripts/compare/prices.ts';
import { operations, usageOf } from '../../test/simulation/operations.ts';
import { costTable } from '../cost/table.ts';
import { document } from '../document.ts';
import { shortened } from '../results.ts';
import type { Figure, Scenario } from '../scenario.ts';

export const cost: Scenario = {
  name: 'cost',
  tellsInOtherWords: true,
  about:
    'what each operation asks of the platform, counted in the simulation, and a million of it in dollars',
  async run(_options, tell) {
    const figures: Figure[] = [];
    for (const operation of operations) {
      tell(operation.name);
      const counted = await usageOf(operation);
      const value = costOfMillion(counted).total;
      figures.push(shortened({ name: operation.name, value, unit: '$/million', counted }));
    }
    document('cost', costTable(figures));
    return figures;
  },
};
