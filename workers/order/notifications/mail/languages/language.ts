import type { Notification } from '../../../../../shared/contracts/notification.ts';

/** All that a mail says in words. A new language is a file beside this one, and a line in `index.ts`. */
export interface Language {
  mails: Record<Notification['type'], MailTexts>;
  labels: {
    order: string;
    date: string;
    item: string;
    quantity: string;
    amount: string;
    shipsTo: string;
    view: string;
  };
}

export interface MailTexts {
  subject(shop: string): string;
  heading: string;
  introduction: string;
  /** What the amount at the end is, where there is one. */
  sum?: string;
}
