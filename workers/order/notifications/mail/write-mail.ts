import Mustache from 'mustache';
import type { OrderEvent } from '../../../../shared/contracts/events.ts';
import { dueOf, notificationId } from '../kinds.ts';
import { contentOf, type Sender } from './content.ts';
import { htmlTemplate } from './html.ts';
import type { Mail } from './mail.ts';
import { textTemplate } from './text.ts';

/** An event of an order whose buyer can be written to. */
export type AddressedEvent = OrderEvent & { data: { email: string } };

/** False where the buyer was forgotten: then no mail is due. */
export function isAddressed(event: OrderEvent): event is AddressedEvent {
  return event.data.email !== null;
}

/** The mail that an event of an order makes due: the same for every repeat of it. */
export function writeMail(event: AddressedEvent, sender: Sender): Mail {
  const { orderId, email } = event.data;
  const content = contentOf(event, sender);
  const { locale, subject } = content;
  return {
    id: notificationId(orderId, dueOf(event)),
    to: email,
    language: locale,
    subject,
    text: withoutGaps(Mustache.render(textTemplate, content, undefined, { escape: String })),
    html: Mustache.render(htmlTemplate, content),
  };
}

/** Parts that have nothing to say leave their blank lines behind. */
function withoutGaps(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
