import type { ChildProcess } from 'node:child_process';
import type { Wiring } from '../../shared/wiring.ts';
import { withoutLimits } from '../configs.ts';
import { killGroup, spawnGroup } from './processes.ts';
import { Services } from './services.ts';

/** `together`: one process, exactly as `npm start` runs it. `apart`: a process for each service. */
export type Arrangement = 'together' | 'apart';

/** The shop on this machine, in either arrangement, on the same state. */
export class Shop {
  readonly services: Services;
  readonly #env: NodeJS.ProcessEnv;
  readonly #wiring: Wiring;
  #whole: ChildProcess | undefined;
  #arrangement: Arrangement | undefined;

  constructor(port: number, stateDir: string, wiring: Wiring = 'hybrid') {
    this.services = new Services(port, stateDir, wiring);
    this.#wiring = wiring;
    this.#env = { ...process.env, ...withoutLimits, PORT: String(port), STATE_DIR: stateDir };
  }

  /** The process under which all of it runs. @throws unless it runs together */
  get pid(): number {
    const pid = this.#whole?.pid;
    if (pid === undefined) throw new Error('the shop does not run together');
    return pid;
  }

  /** Runs it so, whatever it did before. @throws when it does not start */
  async run(arrangement: Arrangement): Promise<void> {
    if (this.#arrangement === arrangement) return;
    await this.kill();
    this.#arrangement = arrangement;
    if (arrangement === 'apart') await this.services.startAll();
    else this.#whole = await startWhole(this.#env, this.#wiring);
  }

  /** All of it, with -9. */
  async kill(): Promise<void> {
    this.#arrangement = undefined;
    await this.services.stopAll();
    if (this.#whole) await killGroup(this.#whole);
    this.#whole = undefined;
  }
}

function startWhole(env: NodeJS.ProcessEnv, wiring: Wiring): Promise<ChildProcess> {
  const shop = spawnGroup(['scripts/start.ts', '--wiring', wiring], env);
  return new Promise((resolve, reject) => {
    let said = '';
    shop.stderr?.on('data', (chunk) => (said += chunk));
    shop.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('The shop is open')) resolve(shop);
    });
    shop.on('exit', () => reject(new Error(`The shop did not start. It said:\n${said}`)));
  });
}
