import type { Mail } from './mail/mail.ts';

/** Hands mails over for delivery. */
export interface Mailer {
  /**
   * @returns `kept` where there is nobody to deliver it
   * @throws MailRefused when it will never be delivered; anything else when it may be, by another try. After
   * that nobody knows whether it was taken.
   */
  send(mail: Mail): Promise<'sent' | 'kept'>;
}

/** Another try would end in the same way. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}

/** For a shop without a mail service, as on a laptop: the mail can be seen in the book, and goes nowhere. */
export const keeper: Mailer = { send: async () => 'kept' };
