import { describe, expect, it } from 'vitest';
import { localeSchema } from '../../../../shared/locale.ts';
import { event, facts, refunded } from './test-support/events.ts';
import { writeMail } from './write-mail.ts';

const konbini = { shop: 'Konbini' };

function mailAbout(name: string) {
  const item = { productId: 'p', name, quantity: 1, unitPrice: { amount: 100, currency: 'EUR' } };
  return writeMail(event('OrderCreated', facts({ items: [item] })), konbini);
}

describe('what others have written', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;&#x2F;script&gt;'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;'],
    ["Tea & 'cake'", 'Tea &amp; &#39;cake&#39;'],
    // Not a template of ours either.
    ['{{shop}} {{{shop}}} {{#items}}', '{{shop}} {{{shop}}} {{#items}}'],
    ['</bdi><b>', '&lt;&#x2F;bdi&gt;&lt;b&gt;'],
  ])('is text and nothing else: %s', (name, escaped) => {
    const { html, text } = mailAbout(name);
    expect(html).toContain(`<td><bdi>${escaped}</bdi></td>`);
    expect(text).toContain(`\n1 × ${name}\n`);
  });

  it('is escaped wherever it stands', () => {
    const evil = '<b>&"';
    const { name: _, ...address } = facts().shippingAddress ?? { name: '', line1: '', city: '', country: '' };
    const shippingAddress = { ...address, name: evil, line1: evil, line2: evil, city: evil, region: evil };
    const data = facts({ shippingAddress, items: [], orderId: evil });
    const { html } = writeMail(event('OrderCreated', data), { shop: evil, url: `https://x/${evil}` });
    expect(html).not.toContain('<b>');
    expect(html.match(/&lt;b&gt;&amp;&quot;/g)).toHaveLength(10);
    const refundedItems = [{ productId: evil, quantity: 1 }];
    expect(writeMail(refunded({ refundedItems }), konbini).html).not.toContain('<b>');
  });

  it.each(['Tea\r\nBcc: all@example.com', 'Tea\nBcc: all@example.com', 'Tea\u2028Bcc: all@example.com'])(
    'begins no line of its own: %j',
    (name) => {
      expect(mailAbout(name).text).toContain('\n1 × Tea Bcc: all@example.com\n');
    },
  );

  it('begins no header: a shop’s name is one line of the subject', () => {
    const { subject } = writeMail(refunded(), { shop: 'Konbini\r\nBcc: all@example.com\u0000' });
    expect(subject).toBe('Your refund from Konbini Bcc: all@example.com');
  });

  it('turns nothing round behind it', () => {
    const { html, text } = mailAbout('\u202eaeT neerG\u2066');
    expect(text).toContain('\n1 × aeT neerG\n');
    expect(html).toContain('<bdi>aeT neerG</bdi>');
  });

  it('keeps its marks and its letters, from right to left too', () => {
    const name = 'תה ירוק\u200f 茶 👩‍🍳';
    expect(mailAbout(name).html).toContain(`<bdi>${name}</bdi>`);
    expect(mailAbout(name).text).toContain(`1 × ${name}\n`);
  });

  it.each(['und', 'tlh', 'zzz-Zzzz-ZZ', 'ca-valencia', 'sl-rozaj-biske'])(
    'is no reason to write no mail: locale %s',
    (tag) => {
      const locale = localeSchema.parse(tag);
      expect(writeMail(event('OrderCreated', facts({ locale })), konbini).language).toBe('en');
    },
  );
});
