import type { Mail } from '../../workers/order/notifications/mail/mail.ts';
import { MailBook } from '../../workers/order/notifications/mail-book.ts';
import type { Mailer } from '../../workers/order/notifications/mailer.ts';
import type { Process } from './host.ts';
import { ConnectionLost, type World } from './world.ts';

/** The book in the hands of a process that may die over it. */
export class MortalMailBook extends MailBook {
  readonly #process: Process;
  readonly #sent: string[];

  /** @param sent gets the id of each mail that was written down as sent */
  constructor(db: D1Database, process: Process, sent: string[]) {
    super(db);
    this.#process = process;
    this.#sent = sent;
  }

  override claim(...args: Parameters<MailBook['claim']>) {
    return this.#process.outbound('claim of a mail', () => super.claim(...args));
  }

  override settle(...args: Parameters<MailBook['settle']>) {
    return this.#process.outbound('settling of a mail', async () => {
      await super.settle(...args);
      if (args[1].status === 'sent') this.#sent.push(args[0]);
    });
  }
}

/** A mail service: late, sometimes it does not hear, sometimes it is not heard, and its caller may die over it. */
export class MailService {
  /** What was taken for delivery, repeats included. */
  readonly taken: Mail[] = [];
  /** The ids of mails whose sender has lived to write down that they were taken. */
  readonly acknowledged: string[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  mailerOf(process: Process): Mailer {
    return {
      send: async (mail) => {
        await process.outbound('mail', () => this.#take(mail));
        return 'sent';
      },
    };
  }

  async #take(mail: Mail): Promise<void> {
    await this.#world.sleep(this.#world.latency());
    const { faults } = this.#world;
    if (this.#world.isDown('mail') || this.#world.happens(faults.requestLost))
      throw new ConnectionLost('mail');
    this.taken.push(mail);
    await this.#world.sleep(this.#world.latency());
    if (this.#world.happens(faults.answerLost)) throw new ConnectionLost('mail');
  }
}
