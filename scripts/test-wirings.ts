import { spawnSync } from 'node:child_process';
import { wirings } from '../shared/wiring.ts';

/** The system tests in the wirings that `npm test` does not try. All run, whatever one of them finds. */
const others = wirings.filter((wiring) => wiring !== 'hybrid');

for (const WIRING of others) {
  console.log(`── the system tests in the wiring ${WIRING}`);
  const env = { ...process.env, WIRING };
  const args = ['vitest', 'run', '--project', 'system', '--project', 'waiting', ...process.argv.slice(2)];
  const { status } = spawnSync('npx', args, { env, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
