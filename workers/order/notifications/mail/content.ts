import type { OrderEvent } from '../../../../shared/contracts/events.ts';
import type { Address } from '../../../../shared/contracts/order.ts';
import { money } from '../../../../shared/money.ts';
import { notificationTypes } from '../kinds.ts';
import { type Formats, formatsFor } from './formats.ts';
import { languageFor } from './languages/index.ts';
import type { Language, MailTexts } from './languages/language.ts';
import { oneLine } from './one-line.ts';

/** Who writes. */
export interface Sender {
  shop: string;
  /** Where buyers look at their orders: a storefront's address, without a slash at its end; none, no link. */
  url?: string;
}

/** What the templates are filled with: text that is ready to be read, and not escaped yet. */
export interface Content {
  shop: string;
  locale: string;
  subject: string;
  texts: MailTexts;
  labels: Language['labels'];
  orderId: string;
  date: string;
  items: { name: string; quantity: number; price?: string }[];
  /** Whether the items have prices. */
  priced: boolean;
  sum?: { label: string; amount: string };
  address: string[];
  link?: string;
}

export function contentOf(event: OrderEvent, { shop, url }: Sender): Content {
  const { orderId, locale: reader } = event.data;
  const { language, locale } = languageFor(reader);
  const formats = formatsFor(locale);
  const texts = language.mails[notificationTypes[event.type]];
  const amount = formats.money(event.type === 'OrderRefunded' ? event.data.amount : event.data.total);
  return {
    shop: oneLine(shop),
    locale,
    subject: oneLine(texts.subject(shop)),
    texts,
    labels: language.labels,
    orderId,
    date: formats.moment(event.time),
    ...itemsOf(event, formats),
    ...(texts.sum === undefined ? {} : { sum: { label: texts.sum, amount } }),
    address: addressOf(event, formats),
    ...(url ? { link: `${url}/orders/${orderId}` } : {}),
  };
}

/**
 * A refund's mail shows what that refund was for, and not what it was bought for, which may differ. That of a
 * delivery shows none: what was refunded before is on the order still, and not in the parcel.
 */
function itemsOf(event: OrderEvent, formats: Formats): Pick<Content, 'items' | 'priced'> {
  if (event.type === 'OrderFulfilled') return { items: [], priced: false };
  const { items } = event.data;
  if (event.type === 'OrderRefunded') {
    const refunded = event.data.refundedItems.map(({ productId, quantity }) => {
      const name = items.find((item) => item.productId === productId)?.name ?? productId;
      return { name: oneLine(name), quantity };
    });
    return { items: refunded, priced: false };
  }
  const bought = items.map(({ name, quantity, unitPrice: { amount, currency } }) => {
    return { name: oneLine(name), quantity, price: formats.money(money(amount * quantity, currency)) };
  });
  return { items: bought, priced: true };
}

/** Where the goods go, while there are any to go. */
function addressOf({ type, data: { shippingAddress } }: OrderEvent, formats: Formats): string[] {
  const isToCome = type === 'OrderCreated' || type === 'OrderFulfilled';
  return isToCome && shippingAddress ? addressLines(shippingAddress, formats) : [];
}

function addressLines(address: Address, { country }: Formats): string[] {
  const { name, line1, line2, city, region, postalCode } = address;
  const town = [postalCode, city].filter((part) => part !== undefined).join(' ');
  const lines = [name, line1, line2, town, region, country(address.country)];
  return lines.filter((line) => line !== undefined).map(oneLine);
}
