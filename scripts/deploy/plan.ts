import type { Account } from './account.ts';
import type { MissingSecret } from './secrets.ts';
import type { Step } from './steps.ts';
import { commandLine } from './wrangler.ts';

/** There are no migrations to apply: shared/read-model.ts. */
const aboutTables = 'Tables of the D1 databases are made by the services themselves, on the first use.';

/** What will be done, before it is. */
export function planText(account: Account, steps: Step[], secrets: MissingSecret[]): string {
  const numbered = steps.map(({ does, args }, index) => `${index + 1}. ${does}\n     ${commandLine(args)}`);
  const absent = secrets.filter(({ value }) => value === undefined);
  const warnings = absent.map(
    ({ name, kind }) => `Not set: ${name}, ${kind.purpose}. Without it: ${kind.without}.`,
  );
  return [`On ${account.title}:`, '', ...numbered, '', aboutTables, ...warnings].join('\n');
}
