import type { OperationUsage } from '../../test/simulation/operations.ts';
import type { Figure } from '../scenario.ts';

type Column = [title: string, name: keyof OperationUsage];

const columns: Column[] = [
  ['requests', 'workerRequests'],
  ['calls of actors', 'objectRequests'],
  ['of these alarms', 'alarms'],
  ['queue operations', 'queueOperations'],
  ['rows written', 'rowsWritten'],
  ['rows read', 'rowsRead'],
];

/** What each operation asks of the platform, and what a million of it cost, in Markdown. */
export function costTable(figures: readonly Figure[]): string {
  const head = ['operation', ...columns.map(([title]) => title), 'a million'];
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...figures.map(rowOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf({ name, value, counted }: Figure): string[] {
  return [name, ...columns.map(([, column]) => String(counted?.[column] ?? '')), `$${value}`];
}
