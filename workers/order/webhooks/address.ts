import ipaddr from 'ipaddr.js';

/**
 * Names that never lead out to the public Internet: RFC 6761 (localhost, test, invalid, example), RFC 6762
 * (local), RFC 7686 (onion), RFC 8375 (home.arpa), RFC 9476 (alt), and ICANN's reserved `internal`, where the
 * metadata services of clouds have their names.
 */
const privateSuffixes = [
  'localhost',
  'local',
  'internal',
  'home.arpa',
  'onion',
  'alt',
  'test',
  'invalid',
  'example',
];

/** All that is given out as global unicast today (RFC 4291, 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public Internet: not private, loopback, link-local (where clouds keep
 * their metadata), reserved, or IPv4 in the clothes of IPv6.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  // The library has IPv4-compatible addresses such as ::127.0.0.1 as ordinary ones.
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(globalUnicast);
}

/**
 * What is wrong with an endpoint's URL, or undefined. Looks at the URL as `fetch` will: parsing turns decimal,
 * octal and hexadecimal IPv4 addresses, percent-encoding and letters that only look like ASCII into one form.
 *
 * @param allowPrivate for a shop on a laptop: http, and addresses that only this machine or network has
 */
export function flawOfUrl(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not contain credentials';
  if (text.includes('#')) return 'must not have a fragment';
  if (allowPrivate) return undefined;
  if (url.protocol !== 'https:') return 'must be an https URL';
  return leadsInside(hostOf(url)) ? 'must lead to a public address' : undefined;
}

/** The name or address, without what surrounds it in a URL. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$|\.$/g, '');
}

function leadsInside(host: string): boolean {
  if (ipaddr.isValid(host)) return !isPublicAddress(host);
  // A name without a dot is looked up in the local network.
  if (!host.includes('.')) return true;
  return privateSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}
