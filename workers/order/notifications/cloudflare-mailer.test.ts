import { describe, expect, it } from 'vitest';
import { cloudflareMailer } from './cloudflare-mailer.ts';
import { event, orderId } from './mail/test-support/events.ts';
import { writeMail } from './mail/write-mail.ts';
import { MailRefused } from './mailer.ts';

const mail = writeMail(event('OrderCreated'), { shop: 'Konbini' });
const from = { name: 'Konbini', email: 'orders@shop.example' };

/** Cloudflare's binding, which answers or throws as a test says. */
function service(answer: () => Promise<EmailSendResult> = async () => ({ messageId: '1' })) {
  const sent: unknown[] = [];
  const binding = {
    send: (message: unknown) => {
      sent.push(message);
      return answer();
    },
  };
  return { sent, binding: binding as SendEmail };
}

function failing(code: string) {
  return service(() => Promise.reject(Object.assign(new Error('says why'), { code })));
}

describe('Cloudflare’s Email Service', () => {
  it('is given the mail, whom it is from, and headers that it allows', async () => {
    const { binding, sent } = service();
    expect(await cloudflareMailer(binding, from).send(mail)).toBe('sent');
    const { to, subject, text, html } = mail;
    const headers = {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'en',
      'X-Entity-Ref-ID': `${orderId}-confirmed`,
    };
    expect(sent).toEqual([{ from, to, subject, text, html, headers }]);
  });

  it.each(['E_VALIDATION_ERROR', 'E_RECIPIENT_NOT_ALLOWED', 'E_RECIPIENT_SUPPRESSED', 'E_CONTENT_TOO_LARGE'])(
    'says no for good: %s',
    async (code) => {
      const refusal = await cloudflareMailer(failing(code).binding, from)
        .send(mail)
        .catch((error) => error);
      expect(refusal).toBeInstanceOf(MailRefused);
      expect(refusal.message).toBe(`${code}: says why`);
    },
  );

  it.each([
    ...['E_RATE_LIMIT_EXCEEDED', 'E_DAILY_LIMIT_EXCEEDED', 'E_INTERNAL_SERVER_ERROR', 'E_DELIVERY_FAILED'],
    // The shop's own mistakes, which it can put right.
    ...['E_SENDER_NOT_VERIFIED', 'E_SENDER_DOMAIN_NOT_AVAILABLE', 'E_HEADER_NOT_ALLOWED'],
    'anything else',
  ])('says no for now: %s', async (code) => {
    const refusal = await cloudflareMailer(failing(code).binding, from)
      .send(mail)
      .catch((error) => error);
    expect(refusal).not.toBeInstanceOf(MailRefused);
    expect(refusal).toMatchObject({ code, message: 'says why' });
  });

  it('is not asked to send from what is no address: that is not the reader’s fault', async () => {
    const { binding, sent } = failing('E_VALIDATION_ERROR');
    const wrong = cloudflareMailer(binding, { ...from, email: 'orders at shop.example' });
    const refusal = await wrong.send(mail).catch((error) => error);
    expect(refusal).not.toBeInstanceOf(MailRefused);
    expect(refusal.message).toContain('MAIL_FROM');
    expect(sent).toEqual([]);
  });
});
