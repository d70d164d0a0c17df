import { cloudflareMailer } from './cloudflare-mailer.ts';
import { oneLine } from './mail/one-line.ts';
import { MailBook } from './mail-book.ts';
import { keeper, type Mailer } from './mailer.ts';
import { Notifications } from './notifications.ts';

/** What the order service is told about mails, and has for them. */
export interface MailEnv {
  ORDERS_DB: D1Database;
  EMAIL: SendEmail;
  /** The address that mails come from. Empty: they are kept, and none is sent. */
  MAIL_FROM: string;
  /** What the shop calls itself. */
  SHOP_NAME: string;
  /** The storefront. Empty: mails have no link to the order. */
  SHOP_URL: string;
}

export function notificationsOf(env: MailEnv): Notifications {
  const sender = { shop: env.SHOP_NAME, url: env.SHOP_URL.replace(/\/+$/, '') };
  return new Notifications(new MailBook(env.ORDERS_DB), mailerOf(env), sender, Date.now);
}

function mailerOf({ EMAIL, MAIL_FROM, SHOP_NAME }: MailEnv): Mailer {
  return MAIL_FROM === '' ? keeper : cloudflareMailer(EMAIL, { name: oneLine(SHOP_NAME), email: MAIL_FROM });
}
