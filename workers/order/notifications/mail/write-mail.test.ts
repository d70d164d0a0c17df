import { describe, expect, it } from 'vitest';
import { at, event, facts, orderId, refunded } from './test-support/events.ts';
import { writeMail } from './write-mail.ts';

const konbini = { shop: 'Konbini' };

/** Narrow and unbreakable spaces as plain ones: which of them ICU chooses changes from version to version. */
function spaced(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

function lines(mail: { text: string }): string[] {
  return spaced(mail.text).trimEnd().split('\n');
}

describe('the mail about an order that', () => {
  it('is confirmed says what was bought, for how much, and where it goes', () => {
    const mail = writeMail(event('OrderCreated'), konbini);
    expect(mail).toMatchObject({
      id: `${orderId}-confirmed`,
      to: 'mio@example.com',
      language: 'en',
      subject: 'Your order at Konbini is confirmed',
    });
    expect(lines(mail)).toEqual([
      'Konbini',
      '',
      'Your order is confirmed',
      '',
      'Thank you! We have received your order and your payment.',
      '',
      `Order: ${orderId}`,
      'Date: November 22, 2026 at 10:05 AM UTC',
      '',
      '2 × Green Tea, 500 ml',
      '    €3.78',
      '1 × Pocket Torch',
      '    €1,234.56',
      '',
      'Paid: €1,238.34',
      '',
      'Delivery address:',
      'Mio Sato',
      'Praterstraße 1',
      '1020 Wien',
      'Austria',
    ]);
  });

  it('is canceled says what comes back, and no address', () => {
    const mail = writeMail(event('OrderCanceled'), konbini);
    expect(mail).toMatchObject({ id: `${orderId}-canceled`, subject: 'Your order at Konbini is canceled' });
    expect(lines(mail)).toEqual(expect.arrayContaining(['2 × Green Tea, 500 ml', 'Refunded: €1,238.34']));
    expect(mail.text).not.toContain('Praterstraße');
  });

  it('was sent says where to, and neither items nor amounts, of which some may have been refunded', () => {
    const mail = writeMail(event('OrderFulfilled'), konbini);
    expect(mail).toMatchObject({
      id: `${orderId}-fulfilled`,
      subject: 'Your order at Konbini is on its way',
    });
    expect(mail.text).toContain('Praterstraße 1');
    expect(mail.text).not.toMatch(/€|Green Tea/);
    expect(mail.html).not.toContain('<table');
  });

  it('was refunded in part says that part, and not the order', () => {
    const refundedItems = [{ productId: 'tea', quantity: 1 }];
    const mail = writeMail(refunded({ refundedItems }), konbini);
    expect(mail).toMatchObject({ id: `${orderId}-refund-1`, subject: 'Your refund from Konbini' });
    expect(lines(mail)).toEqual([
      'Konbini',
      '',
      'We have refunded you',
      '',
      'It may take your bank some days to show the money.',
      '',
      `Order: ${orderId}`,
      'Date: November 22, 2026 at 10:05 AM UTC',
      '',
      '1 × Green Tea, 500 ml',
      '',
      'Refunded: €1.89',
    ]);
  });

  it('was refunded twice is another mail each time', () => {
    const ids = [1, 2].map(
      (nth) => writeMail(refunded({ refundId: `${orderId}-refund-${nth}` }), konbini).id,
    );
    expect(ids).toEqual([`${orderId}-refund-1`, `${orderId}-refund-2`]);
  });
});

describe('a mail', () => {
  it('says the same in HTML as in text', () => {
    for (const one of [event('OrderCreated'), event('OrderCanceled'), event('OrderFulfilled'), refunded()]) {
      const { html, text, subject } = writeMail(one, konbini);
      const seen = html.replace(/<head>[\s\S]*<\/head>/, '').replace(/<[^>]*>/g, '\n');
      const words = (part: string) => new Set(part.split(/[\s:×]+/).filter((word) => word !== ''));
      for (const word of words(text)) expect(words(seen), `${subject}: ${word}`).toContain(word);
    }
  });

  it('loads nothing and sets no colours, for readers of dark and of light mail', () => {
    const { html } = writeMail(event('OrderCreated'), { shop: 'Konbini', url: 'https://shop.example' });
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(|@import|[^-]color:|background/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
  });

  it('links to the order where there is a storefront, and nowhere else', () => {
    const link = `https://shop.example/orders/${orderId}`;
    const linked = writeMail(event('OrderCreated'), { shop: 'Konbini', url: 'https://shop.example' });
    expect(linked.text).toContain(`View your order: ${link}\n`);
    expect(linked.html.replaceAll('&#x2F;', '/')).toContain(`<a href="${link}">View your order</a>`);
    for (const sender of [konbini, { ...konbini, url: '' }]) {
      const plain = writeMail(event('OrderCreated'), sender);
      expect(plain.text).not.toMatch(/https?:/);
      expect(plain.html).not.toMatch(/<a |https?:/);
    }
  });

  it('from the version before, which knew less, says what was known', () => {
    const { shippingAddress: _, ...older } = facts({ items: [] });
    const { text, html } = writeMail(event('OrderCreated', older), konbini);
    expect(text).toMatch(/UTC\n\nPaid: €1,238\.34\n$/);
    expect(html).not.toMatch(/<table|Delivery address/);
  });
});

describe('a mail is written in', () => {
  const subjectIn = (locale: string) => writeMail(event('OrderCreated', facts({ locale })), konbini);

  it.each([
    ['de', 'de', '22. November 2026 um 10:05 UTC', '1.238,34 €', 'Österreich'],
    ['de-AT', 'de-AT', '22. November 2026 um 10:05 UTC', '€ 1.238,34', 'Österreich'],
    ['en-GB', 'en-GB', '22 November 2026 at 10:05 UTC', '€1,238.34', 'Austria'],
    // Nobody has translated these: English throughout, never half of each.
    ['fr-FR', 'en', 'November 22, 2026 at 10:05 AM UTC', '€1,238.34', 'Austria'],
    ['und', 'en', 'November 22, 2026 at 10:05 AM UTC', '€1,238.34', 'Austria'],
  ])('the language and the numbers of its reader: %s', (reader, language, date, total, country) => {
    const mail = subjectIn(reader);
    expect(mail.language).toBe(language);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(lines(mail)).toEqual(expect.arrayContaining([country]));
    expect(lines(mail).map((line) => line.replace(/^[^:]*: /, ''))).toEqual(
      expect.arrayContaining([date, total]),
    );
  });

  it('German words for a reader of German', () => {
    const mail = subjectIn('de-CH');
    expect(mail.subject).toBe('Ihre Bestellung bei Konbini ist bestätigt');
    expect(mail.text).toMatch(/Bestellung: .*\nDatum: [\s\S]*\nBezahlt: [\s\S]*\nLieferadresse:\n/);
  });

  it.each([
    ['EUR', 'en', '€1,238.34'],
    ['JPY', 'en', '¥123,834'],
    ['JPY', 'de', '123.834 ¥'],
    ['KWD', 'en', 'KWD 123.834'],
    ['CLF', 'en', 'CLF 12.3834'],
    // The runtime would write 123,834 forint, a hundred times as much.
    ['HUF', 'en', 'HUF 1,238.34'],
  ])('the decimals of the currency: %s in %s', (currency, locale, total) => {
    const mail = writeMail(event('OrderCreated', facts({ locale }, currency)), konbini);
    const label = locale === 'de' ? 'Bezahlt' : 'Paid';
    expect(lines(mail)).toContain(`${label}: ${total}`);
  });

  it('exact amounts, the largest order included', () => {
    const total = { amount: 999_900_000_000_099, currency: 'EUR' };
    expect(writeMail(event('OrderCreated', facts({ total })), konbini).text).toContain(
      'Paid: €9,999,000,000,000.99',
    );
  });

  it('UTC, wherever it is written', () => {
    const before = process.env.TZ;
    process.env.TZ = 'Asia/Tokyo';
    try {
      expect(new Date(at).getHours()).toBe(19);
      expect(writeMail(event('OrderCreated'), konbini).text).toContain('10:05');
    } finally {
      process.env.TZ = before;
      if (before === undefined) delete process.env.TZ;
    }
  });
});
