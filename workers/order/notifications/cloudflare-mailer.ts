import * as z from 'zod';
import { type Mailer, MailRefused } from './mailer.ts';

/** The service's words for a mail that is wrong in itself, or whose reader does not get any. */
const finalCodes = new Set([
  'E_VALIDATION_ERROR',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_RECIPIENT_SUPPRESSED',
  'E_CONTENT_TOO_LARGE',
]);

const addressSchema = z.email();

/** Sends by Cloudflare's Email Service. */
export function cloudflareMailer(service: SendEmail, from: EmailAddress): Mailer {
  return {
    async send({ id, to, language, subject, text, html }) {
      // The service would say the same of a wrong reader, who is not to be blamed for it.
      if (!addressSchema.safeParse(from.email).success)
        throw new Error('MAIL_FROM must be an e-mail address');
      const headers = {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': language,
        // Message-ID is the service's to choose. This one tells a repeat, and keeps two mails from becoming a thread.
        'X-Entity-Ref-ID': id,
      };
      try {
        await service.send({ from, to, subject, text, html, headers });
      } catch (error) {
        const { code = '', message } = error as Error & { code?: string };
        throw finalCodes.has(code) ? new MailRefused(`${code}: ${message}`) : error;
      }
      return 'sent';
    },
  };
}
