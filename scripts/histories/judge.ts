import type { Entry } from './history.ts';
import { checkLinearizable, type Operation, type Verdict } from './linearizable.ts';
import { orderModel, orderOperations } from './order-model.ts';
import { stockModel, stockOperations } from './stock-model.ts';

export interface Judgement {
  products: number;
  orders: number;
  operations: number;
  /** A sentence for each history that no order of its operations explains. */
  violations: string[];
  /** What was too much to search through. */
  undecided: string[];
}

/** Judges every product and every order by itself: a system is linearizable if each of its objects is. */
export function judge(entries: Entry[]): Judgement {
  const products = Map.groupBy(entries, ({ product }) => product);
  const orders = Map.groupBy(
    entries.filter(({ order }) => order !== null),
    ({ order }) => order as string,
  );
  const verdicts = [
    ...[...products].map(([id, ops]) => verdictOn(`the stock of ${id}`, ops, stockOperations, stockModel)),
    ...[...orders].map(([id, ops]) => verdictOn(`order ${id}`, ops, orderOperations, orderModel)),
  ];
  return {
    products: products.size,
    orders: orders.size,
    operations: entries.length,
    violations: verdicts.flatMap(({ thing, verdict }) =>
      verdict.kind === 'violation' ? [`${thing}: no order explains ${told(verdict)}`] : [],
    ),
    undecided: verdicts.filter(({ verdict }) => verdict.kind === 'undecided').map(({ thing }) => thing),
  };
}

function verdictOn<State, Effect>(
  thing: string,
  entries: Entry[],
  operationsOf: (entry: Entry) => Operation<Effect>[],
  model: Parameters<typeof checkLinearizable<State, Effect>>[1],
): { thing: string; verdict: Verdict<unknown> } {
  return { thing, verdict: checkLinearizable(entries.flatMap(operationsOf), model) };
}

function told({ stuck }: Extract<Verdict<unknown>, { kind: 'violation' }>): string {
  return stuck
    .map(({ effect, call }) => `${JSON.stringify(effect)} called at ${call.toFixed(1)}`)
    .join(' or ');
}
