import ipaddr from 'ipaddr.js';
import type { Env } from '../env.ts';

/**
 * Where a request comes from, as somebody says whom a client cannot talk over: Cloudflare overwrites what a client sends
 * as `CF-Connecting-IP`. Nothing else that a client may claim (`X-Forwarded-For`) is looked at, and where nobody
 * says it, as on a laptop, everybody is one address.
 */
export function addressOf(request: Request, { ADDRESS_HEADER: header }: Env): string {
  return (header && request.headers.get(header)) || 'local';
}

/** Whom an address stands for: whoever has one IPv6 address has its whole /64 (RFC 6177). */
export function networkOf(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
