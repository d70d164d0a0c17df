import { beforeEach, describe, expect, it } from 'vitest';
import { NodePlatform, NodeStorage } from '../../../shared/actor/node-platform.ts';
import { money } from '../../../shared/money.ts';
import { isSandboxToken, SandboxBank, type SandboxToken, sandboxTokens } from './sandbox-bank.ts';

const id = 'pay_1';
const price = money(1_299, 'EUR');

let storage: NodeStorage;
let bank: SandboxBank;
beforeEach(() => {
  storage = new NodeStorage();
  bank = open();
});

/** The bank as it is after a restart: its books are on the disk. */
function open(): SandboxBank {
  return new SandboxBank(new NodePlatform(storage, () => 0));
}

function record(status: string, changes = {}) {
  return { status, currency: 'EUR', amountMinor: 1_299, capturedMinor: 0, refundedMinor: 0, ...changes };
}

const nothing = { status: 'none', currency: '', amountMinor: 0, capturedMinor: 0, refundedMinor: 0 };
const voidedUnseen = { ...nothing, status: 'voided' };

/** What the bank answers to each token, and what is in its books then. */
const verdicts: Record<SandboxToken, { answer: object | RegExp; books: object }> = {
  tok_ok: { answer: record('authorized'), books: record('authorized') },
  tok_slow: { answer: record('authorized'), books: record('authorized') },
  tok_declined: {
    answer: record('declined', { declineReason: 'card declined' }),
    books: record('declined', { declineReason: 'card declined' }),
  },
  tok_insufficient_funds: {
    answer: record('declined', { declineReason: 'insufficient funds' }),
    books: record('declined', { declineReason: 'insufficient funds' }),
  },
  tok_authenticate: { answer: record('requiresAction'), books: record('requiresAction') },
  tok_timeout: { answer: /answer .* was lost/, books: record('authorized') },
  tok_error: { answer: /is down/, books: nothing },
};

function authorize(token: SandboxToken): object | RegExp {
  return bank.authorize(id, price, token);
}

describe('a token decides what the bank says', () => {
  it.each(sandboxTokens)('%s', (token) => {
    const { answer, books } = verdicts[token];
    if (answer instanceof RegExp) expect(() => authorize(token)).toThrow(answer);
    else expect(authorize(token)).toEqual(answer);
    expect(bank.find(id)).toEqual(books);
  });

  it('and no other text is one', () => {
    expect(sandboxTokens.every(isSandboxToken)).toBe(true);
    for (const text of ['tok_', 'tok_OK', 'tok_ok ', '', '__proto__'])
      expect(isSandboxToken(text)).toBe(false);
  });
});

describe('a repeat is the same operation', () => {
  it.each(sandboxTokens)('authorize with %s', (token) => {
    const attempt = () => {
      try {
        return authorize(token);
      } catch (error) {
        return String(error);
      }
    };
    const first = attempt();
    const books = bank.find(id);
    bank = open();
    expect(attempt()).toEqual(first);
    expect(bank.find(id)).toEqual(books);
  });

  it('authorize keeps the first verdict, amount and currency (lesson 12)', () => {
    authorize('tok_ok');
    expect(bank.authorize(id, money(1, 'JPY'), 'tok_declined')).toEqual(record('authorized'));
    expect(bank.totals()).toMatchObject([{ payments: 1, authorizedMinor: 1_299 }]);
  });

  it('capture takes the money once', () => {
    authorize('tok_ok');
    const first = bank.capture(id);
    expect(first).toEqual(record('captured', { capturedMinor: 1_299 }));
    expect(bank.capture(id)).toEqual(first);
    expect(bank.totals()).toMatchObject([{ capturedMinor: 1_299 }]);
  });

  it('undo gives it back once', () => {
    authorize('tok_ok');
    bank.capture(id);
    const first = bank.undo(id);
    expect(first).toEqual(record('refunded', { capturedMinor: 1_299, refundedMinor: 1_299 }));
    expect(bank.undo(id)).toEqual(first);
    expect(bank.totals()).toMatchObject([{ refundedMinor: 1_299 }]);
  });

  it('authenticate counts the first time', () => {
    authorize('tok_authenticate');
    expect(bank.authenticate(id, true)).toEqual(record('authorized'));
    expect(bank.authenticate(id, false)).toEqual(record('authorized'));
  });

  it('authenticate with a no is a declined payment for good', () => {
    authorize('tok_authenticate');
    const declined = record('declined', { declineReason: 'authentication failed' });
    expect(bank.authenticate(id, false)).toEqual(declined);
    expect(bank.authenticate(id, true)).toEqual(declined);
    expect(bank.capture(id)).toEqual(declined);
  });
});

describe('undo', () => {
  it.each(['tok_ok', 'tok_authenticate'] as const)('voids what %s left open', (token) => {
    authorize(token);
    expect(bank.undo(id)).toEqual(record('voided'));
  });

  it('changes nothing about a declined payment', () => {
    const declined = authorize('tok_declined');
    expect(bank.undo(id)).toEqual(declined);
  });

  it('before authorize is remembered: what comes late finds the payment voided', () => {
    expect(bank.undo(id)).toEqual(voidedUnseen);
    expect(authorize('tok_ok')).toEqual(voidedUnseen);
    expect(bank.capture(id)).toEqual(voidedUnseen);
    expect(bank.totals()).toEqual([]);
  });

  it('before authenticate leaves nothing to approve', () => {
    authorize('tok_authenticate');
    bank.undo(id);
    expect(bank.authenticate(id, true)).toEqual(record('voided'));
  });
});

describe('capture does nothing', () => {
  it('after void', () => {
    authorize('tok_ok');
    bank.undo(id);
    expect(bank.capture(id)).toEqual(record('voided'));
  });

  it('after refund', () => {
    authorize('tok_ok');
    bank.capture(id);
    bank.undo(id);
    expect(bank.capture(id)).toMatchObject({
      status: 'refunded',
      capturedMinor: 1_299,
      refundedMinor: 1_299,
    });
  });

  it('before the buyer has approved', () => {
    authorize('tok_authenticate');
    expect(bank.capture(id)).toEqual(record('requiresAction'));
  });

  it('of a payment that the bank has never heard of', () => {
    expect(bank.capture('pay_unknown')).toEqual(nothing);
    expect(bank.find('pay_unknown')).toEqual(nothing);
  });
});

describe('totals', () => {
  it('of a bank without payments are none', () => {
    expect(bank.totals()).toEqual([]);
  });

  it('add up by currency: open authorisations, what was taken, and what went back', () => {
    bank.authorize('pay_a', money(100, 'EUR'), 'tok_ok');
    bank.authorize('pay_b', money(200, 'EUR'), 'tok_ok');
    bank.capture('pay_b');
    bank.authorize('pay_c', money(400, 'EUR'), 'tok_ok');
    bank.capture('pay_c');
    bank.undo('pay_c');
    bank.authorize('pay_d', money(800, 'EUR'), 'tok_declined');
    bank.authorize('pay_e', money(1_600, 'EUR'), 'tok_authenticate');
    bank.authorize('pay_f', money(50, 'JPY'), 'tok_ok');
    bank.undo('pay_g');
    expect(bank.totals()).toEqual([
      { currency: 'EUR', payments: 5, authorizedMinor: 100, capturedMinor: 600, refundedMinor: 400 },
      { currency: 'JPY', payments: 1, authorizedMinor: 50, capturedMinor: 0, refundedMinor: 0 },
    ]);
  });
});
