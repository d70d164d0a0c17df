import type { Platform } from '../../../shared/actor/platform.ts';
import type { BankTotals } from '../../../shared/contracts/sandbox.ts';
import type { Money } from '../../../shared/money.ts';
import type { PaymentRecord, RefundRecord } from './provider.ts';

/**
 * A bank for trying things out: it needs no account and keeps its books, so that what it charged can be asked
 * afterwards. It stands for somebody else's system, so it is no event-sourced actor of ours.
 */

export const sandboxTokens = [
  'tok_ok',
  'tok_declined',
  'tok_insufficient_funds',
  'tok_authenticate',
  'tok_slow',
  'tok_timeout',
  'tok_error',
] as const;
export type SandboxToken = (typeof sandboxTokens)[number];

export function isSandboxToken(token: string): token is SandboxToken {
  return (sandboxTokens as readonly string[]).includes(token);
}

type PaymentRow = {
  status: PaymentRecord['status'];
  currency: string;
  amount: number;
  captured: number;
  refunded: number;
  reason: string | null;
};

const unknownPayment: PaymentRecord = {
  status: 'none',
  currency: '',
  amountMinor: 0,
  capturedMinor: 0,
  refundedMinor: 0,
};

export class SandboxBank {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
    platform.sql.exec(
      `CREATE TABLE IF NOT EXISTS payment (
         id TEXT PRIMARY KEY, status TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
         captured INTEGER NOT NULL, refunded INTEGER NOT NULL, reason TEXT) WITHOUT ROWID;`,
    );
    platform.sql.exec(
      `CREATE TABLE IF NOT EXISTS refund (
         id TEXT PRIMARY KEY, payment TEXT NOT NULL, amount INTEGER NOT NULL) WITHOUT ROWID;`,
    );
  }

  /** @throws when the token says so: `tok_error` before anything was done, `tok_timeout` after */
  authorize(paymentId: string, { amount, currency }: Money, token: SandboxToken): PaymentRecord {
    if (token === 'tok_error') throw new Error('the sandbox bank is down (tok_error)');
    if (this.find(paymentId).status === 'none') {
      const { status, reason } = verdictOn(token);
      this.#platform.sql.exec(
        'INSERT INTO payment (id, status, currency, amount, captured, refunded, reason) VALUES (?, ?, ?, ?, 0, 0, ?)',
        paymentId,
        status,
        currency,
        amount,
        reason,
      );
    }
    if (token === 'tok_timeout') throw new Error('the answer of the sandbox bank was lost (tok_timeout)');
    return this.find(paymentId);
  }

  /** The buyer has approved or refused, where `tok_authenticate` asked for it. */
  authenticate(paymentId: string, approve: boolean): PaymentRecord {
    this.#move(paymentId, 'requiresAction', approve ? 'authorized' : 'declined', 'authentication failed');
    return this.find(paymentId);
  }

  capture(paymentId: string): PaymentRecord {
    this.#platform.sql.exec(
      "UPDATE payment SET status = 'captured', captured = amount WHERE id = ? AND status = 'authorized'",
      paymentId,
    );
    return this.find(paymentId);
  }

  undo(paymentId: string): PaymentRecord {
    const { status } = this.find(paymentId);
    if (status === 'none') {
      // Remembered, so that an authorisation that comes late finds the payment voided.
      this.#platform.sql.exec(
        "INSERT INTO payment (id, status, currency, amount, captured, refunded) VALUES (?, 'voided', '', 0, 0, 0)",
        paymentId,
      );
    }
    this.#move(paymentId, 'requiresAction', 'voided', null);
    this.#move(paymentId, 'authorized', 'voided', null);
    this.#platform.sql.exec(
      "UPDATE payment SET status = 'refunded', refunded = captured WHERE id = ? AND status = 'captured'",
      paymentId,
    );
    return this.find(paymentId);
  }

  refund(paymentId: string, refundId: string, { amount, currency }: Money): RefundRecord {
    const { sql } = this.#platform;
    if (sql.exec('SELECT id FROM refund WHERE id = ?', refundId).toArray().length > 0)
      return { status: 'refunded' };
    const payment = this.find(paymentId);
    const reason = whyNotRefundable(payment, amount, currency);
    if (reason) return { status: 'refused', reason };
    sql.exec('INSERT INTO refund (id, payment, amount) VALUES (?, ?, ?)', refundId, paymentId, amount);
    sql.exec(
      `UPDATE payment SET refunded = refunded + ?1,
         status = CASE WHEN refunded + ?1 = captured THEN 'refunded' ELSE status END WHERE id = ?2`,
      amount,
      paymentId,
    );
    return { status: 'refunded' };
  }

  find(paymentId: string): PaymentRecord {
    const row = this.#platform.sql
      .exec<PaymentRow>('SELECT * FROM payment WHERE id = ?', paymentId)
      .toArray()[0];
    if (!row) return unknownPayment;
    const { status, currency, amount, captured, refunded, reason } = row;
    const record = {
      status,
      currency,
      amountMinor: amount,
      capturedMinor: captured,
      refundedMinor: refunded,
    };
    return status === 'declined' && reason ? { ...record, declineReason: reason } : record;
  }

  totals(): BankTotals[] {
    return this.#platform.sql
      .exec<BankTotals>(
        `SELECT currency, COUNT(*) AS payments,
           SUM(CASE WHEN status = 'authorized' THEN amount ELSE 0 END) AS authorizedMinor,
           SUM(captured) AS capturedMinor, SUM(refunded) AS refundedMinor
         FROM payment WHERE currency <> '' GROUP BY currency ORDER BY currency`,
      )
      .toArray();
  }

  #move(
    paymentId: string,
    from: PaymentRow['status'],
    to: PaymentRow['status'],
    reason: string | null,
  ): void {
    this.#platform.sql.exec(
      'UPDATE payment SET status = ?, reason = ? WHERE id = ? AND status = ?',
      to,
      reason,
      paymentId,
      from,
    );
  }
}

function verdictOn(token: SandboxToken): { status: PaymentRecord['status']; reason: string | null } {
  switch (token) {
    case 'tok_declined':
      return { status: 'declined', reason: 'card declined' };
    case 'tok_insufficient_funds':
      return { status: 'declined', reason: 'insufficient funds' };
    case 'tok_authenticate':
      return { status: 'requiresAction', reason: null };
    default:
      return { status: 'authorized', reason: null };
  }
}

function whyNotRefundable(payment: PaymentRecord, amount: number, currency: string): string | null {
  if (payment.status !== 'captured') return `the payment is ${payment.status}`;
  if (payment.currency !== currency) return `the payment is in ${payment.currency}`;
  return payment.refundedMinor + amount > payment.capturedMinor ? 'more than is left of the payment' : null;
}
