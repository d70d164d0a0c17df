import type { DeadLetter } from '../../../../shared/contracts/dead-letter.ts';
import { simulatedD1 } from '../../../../test/simulation/d1.ts';
import { DeadLetters } from '../../dead-letters/dead-letters.ts';
import { forgettingOf } from '../../forgetting/office.ts';
import { OrderList } from '../../order-list.ts';
import { handleBatch } from '../../queue.ts';
import { WebhookIntake } from '../../webhooks/intake.ts';
import type { Mail } from '../mail/mail.ts';
import { at, orderId } from '../mail/test-support/events.ts';
import { MailBook } from '../mail-book.ts';
import { Notifications } from '../notifications.ts';

/** Notifications with a mail service that does what a test says, and messages that remember what became of them. */
export class Desk {
  readonly db = simulatedD1();
  readonly book = new MailBook(this.db);
  readonly taken: Mail[] = [];
  readonly deadLetters: DeadLetter[] = [];
  now = at;
  /** Runs before a mail is taken; throws for one that is not. */
  onSend: (mail: Mail) => Promise<void> = async () => {};
  readonly notifications = new Notifications(
    this.book,
    {
      send: async (mail) => {
        await this.onSend(mail);
        this.taken.push(mail);
        return 'sent';
      },
    },
    { shop: 'Konbini' },
    () => this.now,
  );

  /** Hands these over as one batch; says of each what became of its message: `ack`, or seconds until another try. */
  async receive(bodies: unknown[], attempts = 1): Promise<(string | number)[]> {
    const { db } = this;
    const outcomes: (string | number)[] = bodies.map(() => 'nothing');
    const messages = bodies.map((body, index) => ({
      id: `m${index}`,
      body,
      attempts,
      ack: () => {
        outcomes[index] = 'ack';
      },
      retry: ({ delaySeconds = 0 } = {}) => {
        outcomes[index] = delaySeconds;
      },
    }));
    const batch = { queue: 'konbini-order-notifications', messages } as unknown as MessageBatch;
    const { notifications } = this;
    const webhooks = new WebhookIntake(db, { getByName: () => ({ take: async () => {} }) });
    const forgetting = forgettingOf({
      ORDERS_DB: db,
      ORDERS: { getByName: () => ({ forget: async () => false }) },
      TO_FORGETTING: { send: async () => {} },
    });
    const replies = () => ({ takeReply: async () => {} });
    const [list, letters] = [new OrderList(db), new DeadLetters(db)];
    const subscribers = { list, notifications, webhooks, replies, letters, forgetting };
    await handleBatch(batch, subscribers, { send: async (letter) => this.deadLetters.push(letter) });
    return outcomes;
  }

  /** Every mail of the order: `confirmed sent`. */
  async statuses(): Promise<string[]> {
    const { items } = await this.book.list({ orderId, after: '', limit: 100 });
    return items.map(({ type, status }) => `${type.slice('order.'.length)} ${status}`);
  }
}
