import { parseArgs } from 'node:util';
import { wirings } from '../shared/wiring.ts';
import { bundleSize } from './bundle-size.ts';
import { Complaint, giveUp } from './complaint.ts';
import { configPaths, configsIn } from './configs.ts';
import { type Account, accountNow, emptyAccount } from './deploy/account.ts';
import { carryOut } from './deploy/carry-out.ts';
import { planText } from './deploy/plan.ts';
import { askSecret, isYes } from './deploy/questions.ts';
import { resourceLines } from './deploy/resources.ts';
import { secretNames } from './deploy/secret-kinds.ts';
import { missingSecrets, type Sources } from './deploy/secrets.ts';
import { type Step, stepsOf } from './deploy/steps.ts';
import { type WorkerConfig, workerConfig } from './deploy/worker-config.ts';

const help = `Deploys the shop to Cloudflare: creates what is missing there, and deploys the four workers.

  npm run deploy                      says what it will do, and asks first
  npm run deploy -- --yes             does not ask: for CI. Secrets then come from the environment alone
  npm run deploy -- --dry-run         shows all that the configs want; no account, no network
  npm run deploy -- --wiring events   how the services talk to each other: hybrid, events or direct
                                      (default: as the configs say)

  CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID   where to; or npx wrangler login
  ${secretNames.join(', ')}
                                      values for secrets that are not set yet; one that is set is left alone

What is there already stays as it is, so a deployment that was cut off is gone on with by starting it anew.
docs/operations.md says how to roll back, how to change a secret, and what to do when.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      wiring: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const workers = pathsIn(values.wiring).map(workerConfig);
  if (values['dry-run']) return dryRun(workers);
  await deploy(workers, accountNow(workers, process.env), values.yes ?? false);
}

function pathsIn(wanted: string | undefined): string[] {
  if (wanted === undefined) return configPaths;
  const wiring = wirings.find((name) => name === wanted);
  if (!wiring) throw new Complaint(`--wiring must be one of ${wirings.join(', ')}, not "${wanted}".`);
  return configsIn(wiring);
}

async function dryRun(workers: WorkerConfig[]): Promise<void> {
  for (const worker of workers) {
    console.log(`${worker.name} (${worker.path}), ${bundleSize(worker.path).toFixed(1)} KiB compressed`);
    console.log(`${resourceLines(worker).join('\n')}\n`);
  }
  await planned(workers, emptyAccount, { env: process.env, attended: true, ask: async () => '' });
  console.log('\nNothing was done.');
}

async function deploy(workers: WorkerConfig[], account: Account, yes: boolean): Promise<void> {
  const steps = await planned(workers, account, { env: process.env, attended: !yes, ask: askSecret });
  if (!yes && !(await isYes('\nGo ahead? (y/N) '))) throw new Complaint('Nothing was done.');
  carryOut(steps);
}

/** Says what will be done. */
async function planned(workers: WorkerConfig[], account: Account, sources: Sources): Promise<Step[]> {
  const secrets = await missingSecrets(workers, account, sources);
  const steps = stepsOf(workers, account, secrets);
  console.log(planText(account, steps, secrets));
  return steps;
}

main().catch(giveUp);
