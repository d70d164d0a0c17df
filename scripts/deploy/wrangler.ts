import { spawnSync } from 'node:child_process';
import { Complaint } from '../complaint.ts';
import { quietWrangler } from '../configs.ts';

/** The slowest is a deployment. Past this, something hangs. */
const deadlineMs = 300_000;

/** How a command of wrangler ended. */
export interface Outcome {
  ok: boolean;
  stdout: string;
  stderr: string;
}

/**
 * Runs the `wrangler` of the PATH, which `npm run` begins with our own. It has no terminal, so it asks nothing.
 *
 * @param input what it reads from standard input: secrets, since everybody on the machine can read a command line
 * @throws Complaint when it cannot be run, or does not end
 */
export function wrangler(args: string[], input = ''): Outcome {
  const env = { ...process.env, ...quietWrangler, NO_COLOR: '1' };
  const ended = spawnSync('wrangler', args, { input, env, encoding: 'utf8', timeout: deadlineMs });
  const { status, error, stdout, stderr } = ended;
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new Complaint('There is no wrangler. Run: npm install && npm run deploy');
  if (error) throw new Complaint(`${commandLine(args)} did not end: ${error.message}`);
  return { ok: status === 0, stdout, stderr };
}

/** As a user would type it. */
export function commandLine(args: string[]): string {
  return ['npx wrangler', ...args].join(' ');
}
