/** What is said to the user as it is, without a stack. */
export class Complaint extends Error {}

/** Ends a script: with a line for what the user can mend, and with a stack for a bug of ours. */
export function giveUp(error: Error): void {
  const isExpected = error instanceof Complaint || 'code' in error;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
