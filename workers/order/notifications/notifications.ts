import type { OrderEvent } from '../../../shared/contracts/events.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import { messageOf } from '../../../shared/error-message.ts';
import { maxTries } from '../../../shared/queue/give-up.ts';
import { dueOf } from './kinds.ts';
import type { Sender } from './mail/content.ts';
import type { Mail } from './mail/mail.ts';
import { isAddressed, writeMail } from './mail/write-mail.ts';
import type { MailBook, Outcome } from './mail-book.ts';
import { type Mailer, MailRefused } from './mailer.ts';

/** Later than this nobody knows whether the mail service has taken a mail. */
const sendDeadlineMs = 15_000;

/** Longer than sending and writing down its outcome take: whoever still holds a claim then has died. */
export const leaseMs = 60_000;

const firstWaitsSeconds = [10, 60, 300, 1_800];
const longestWaitSeconds = 7_200;

/** Between the tries of a mail: a mail service that is down for two hours is waited for. */
export function secondsToWait(attempts: number): number {
  return firstWaitsSeconds[attempts - 1] ?? longestWaitSeconds;
}

/** Tells buyers what becomes of their orders: each thing in one mail, whatever the queue does. */
export class Notifications {
  readonly #book: MailBook;
  readonly #mailer: Mailer;
  readonly #sender: Sender;
  readonly #now: () => number;

  constructor(book: MailBook, mailer: Mailer, sender: Sender, now: () => number) {
    this.#book = book;
    this.#mailer = mailer;
    this.#sender = sender;
    this.#now = now;
  }

  /**
   * Sends the mail that the event makes due, unless that has been done. Written down before it is sent: a
   * repeat of the event finds it, and whatever happens then can be seen.
   *
   * @param attempts how often the message was tried, this time included
   * @throws when the event has to come again: nothing was sent, nobody knows, or somebody else is at it
   */
  async take(event: OrderEvent, attempts: number): Promise<void> {
    if (!isAddressed(event)) return;
    const mail = writeMail(event, this.#sender);
    const entry = { mail, orderId: event.data.orderId, due: dueOf(event), at: event.time };
    const claim = await this.#book.claim(entry, this.#now(), leaseMs);
    if (claim === 'settled' || claim === 'waiting') return;
    if (claim === 'busy') throw new Error(`${mail.id} is being sent by somebody else`);
    const outcome = await this.#send(mail, attempts);
    await this.#book.settle(mail.id, outcome);
    // The reason stays in the book: it may name the reader, and this goes into the log.
    if (outcome.status === 'failed') throw new Error(`${mail.id} was not sent; its notification says why`);
  }

  async #send(mail: Mail, attempts: number): Promise<Outcome> {
    try {
      return { status: await withDeadline(this.#mailer.send(mail), sendDeadlineMs, 'mail') };
    } catch (error) {
      const reason = messageOf(error).slice(0, maxReasonLength);
      if (error instanceof MailRefused) return { status: 'refused', reason };
      if (attempts >= maxTries) return { status: 'failed', reason };
      return { status: 'failed', reason, againAt: this.#now() + secondsToWait(attempts) * 1_000 };
    }
  }
}

/** The first sentences of an error are the useful ones. */
const maxReasonLength = 500;
