import { Complaint } from '../complaint.ts';
import type { Step } from './steps.ts';
import { commandLine, wrangler } from './wrangler.ts';

/** @throws Complaint at the first step that fails: those after it rest on it */
export function carryOut(steps: Step[]): void {
  for (const [index, step] of steps.entries()) {
    console.log(`── ${index + 1} of ${steps.length}: ${step.does}`);
    const { ok, stdout, stderr } = wrangler(step.args, step.input);
    if (step.shown || !ok) process.stdout.write(stdout);
    if (step.shown || !ok) process.stderr.write(stderr);
    if (!ok) throw new Complaint(stoppedAt(step));
    if (step.afterwards) console.log(step.afterwards);
  }
  console.log('\nDeployed.');
}

function stoppedAt({ args }: Step): string {
  return `
Stopped, since this failed: ${commandLine(args)}
Its reason stands above. What was done before it stays. When the cause is mended, run the same again: it goes on with
what is missing.`;
}
