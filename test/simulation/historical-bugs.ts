import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A failure that real shops had, as a change to our code: the simulator must notice every one. */
export interface HistoricalBug {
  name: string;
  file: string;
  find: string;
  replace: string;
}

export const historicalBugs: HistoricalBug[] = [
  {
    name: 'a failed checkout does not give its stock back',
    file: 'workers/order/domain/next-step.ts',
    find: "if (stock.status === 'held') return { step: 'releaseStock', productIds };",
    replace: '',
  },
  {
    name: 'a release that overtakes its reserve is forgotten',
    file: 'workers/product/domain/decide-hold.ts',
    find: "if (!hold) return accept([{ type: 'HoldReleased', at, holdId, quantity: 0, ...placed(command) }]);",
    replace: 'if (!hold) return alreadyDone;',
  },
  {
    name: 'the undo of a payment is registered after the act',
    file: 'workers/order/domain/next-step.ts',
    find: "['unknown', 'requiresAction', 'authorized']",
    replace: "['requiresAction', 'authorized']",
  },
  {
    name: 'the bank authorises again what was undone',
    file: 'workers/order/payments/sandbox-bank.ts',
    find: "if (this.find(paymentId).status === 'none') {\n      const { status, reason } = verdictOn(token);\n      this.#platform.sql.exec(\n        'INSERT INTO",
    replace:
      "if (['none', 'voided'].includes(this.find(paymentId).status)) {\n      const { status, reason } = verdictOn(token);\n      this.#platform.sql.exec(\n        'INSERT OR REPLACE INTO",
  },
  {
    name: 'a repeated reserve holds twice',
    file: 'workers/product/domain/decide-hold.ts',
    find: "return hold.quantity === quantity ? alreadyDone : reject({ type: 'HoldMismatch', holdId });\n  }\n  const left",
    replace: '}\n  const left',
  },
  {
    name: 'one more than there is can be reserved',
    file: 'workers/product/domain/decide-hold.ts',
    find: 'if (left < quantity) return',
    replace: 'if (left + 1 < quantity) return',
  },
  {
    name: 'a lost message is never sent again',
    file: 'shared/actor/relay.ts',
    find: 'if (await this.#hasArrived(current().state, asked)) return',
    replace: 'return',
  },
  {
    name: 'a repeated merge adds the lines twice',
    file: 'workers/cart/domain/merging.ts',
    find: "if (merge?.status === 'takenOver') return alreadyDone;",
    replace: '',
  },
  {
    name: 'a cart whose checkout was cut off is locked for ever',
    file: 'workers/cart/domain/cart.ts',
    find: "if (cart.status === 'checkingOut') return cart.askAt;",
    replace: "if (cart.status === 'checkingOut') return undefined;",
  },
  {
    name: 'a saga whose process died is not taken up again',
    file: 'workers/order/domain/order.ts',
    find: 'return retryAt > updatedAt ? retryAt : updatedAt + watchdogMs;',
    replace: 'return retryAt > updatedAt ? retryAt : Infinity;',
  },
  {
    name: 'two refunds at once come to more than was captured',
    file: 'workers/order/domain/request-refund.ts',
    find: "return order.refunds.filter(({ status }) => status !== 'refused');",
    replace: "return order.refunds.filter(({ status }) => status === 'done');",
  },
  {
    name: 'returned goods go back on the shelf once for every try',
    file: 'workers/product/domain/decide-hold.ts',
    find: 'if (before === quantity) return alreadyDone;',
    replace:
      "if (before === quantity) return accept([{ type: 'StockAdjusted', at, delta: quantity, reason: '' }]);",
  },
  {
    name: 'a mail is sent again whenever its message comes again',
    file: 'workers/order/notifications/mail-book.ts',
    find: "WHERE status IN ('failed', 'sending') AND lease_until",
    replace: "WHERE status IN ('failed', 'sending', 'sent') AND lease_until",
  },
  {
    name: 'a mail whose sender died over it is never sent',
    file: 'workers/order/notifications/mail-book.ts',
    find: "WHERE status IN ('failed', 'sending') AND lease_until",
    replace: "WHERE status = 'failed' AND lease_until",
  },
  {
    name: 'what happens during a rebuild is not in what it builds',
    file: 'shared/projection/projection.ts',
    find: 'const slots = state.building ? [state.live, state.building] : [state.live];',
    replace: 'const slots = [state.live];',
  },
  {
    name: 'a feeder that has not heard of a rebuild goes on as before',
    file: 'shared/projection/slots.ts',
    find: 'SET epoch = CASE WHEN epoch = ?2 THEN epoch END, lag',
    replace: 'SET epoch = epoch + 0 * ?2, lag',
  },
  {
    name: 'a rebuild passes by whoever does not answer',
    file: 'shared/projection/rebuild.ts',
    find: 'if (unanswered.length > 0) throw',
    replace: 'this.#note({ waiting: [] });\n    if (false) throw',
  },
  {
    name: 'a retried request is done twice',
    file: 'shared/actor/request.ts',
    find: "case 'answered':",
    replace: "case 'answered': return undefined;",
  },
];

/**
 * Runs the simulator on a copy of the code that has the bug.
 * @returns the first of `seeds` that notices, with what it says, or null
 */
export function firstSeedThatNotices(
  bug: HistoricalBug,
  seeds: number,
): { seed: number; says: string } | null {
  // Inside the project, so that packages are found.
  const copy = mkdtempSync('.bug-');
  try {
    for (const room of ['shared', 'workers', 'test', 'scripts', 'package.json']) {
      cpSync(room, join(copy, room), {
        recursive: true,
        filter: (path) => !/\.wrangler|node_modules/.test(path),
      });
    }
    const path = join(copy, bug.file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(bug.find, bug.replace));
    return run(copy, seeds);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function run(cwd: string, seeds: number): { seed: number; says: string } | null {
  const args = [
    '--disable-warning=ExperimentalWarning',
    'scripts/simulate.ts',
    '--until-failure',
    '--seeds',
    `${seeds}`,
  ];
  try {
    execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
    return null;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const found = /^seed (\d+): (.*)$/m.exec(stdout);
    if (!found) throw new Error(`the simulator itself failed:\n${stderr}`);
    return { seed: Number(found[1]), says: found[2] as string };
  }
}
