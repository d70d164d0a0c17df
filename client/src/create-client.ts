import { httpOf, type Token } from './http.ts';
import { defaultRetryLimits, type RetryLimits, retrying } from './retry.ts';
import type { Send } from './send.ts';
import { Shop } from './shop.ts';

export interface ClientOptions {
  /** Where the shop is: `https://shop.example`. */
  url: string;
  /** Who is calling: a customer's JWT, or the administrators' token. Guests need none: their carts bring their own. */
  token?: Token;
  /** What differs from the default limits. */
  retry?: Partial<RetryLimits>;
  /** Instead of the global `fetch`: in a Worker, that of a service binding. */
  fetch?: Send;
}

export function createClient({ url, token, retry, fetch: send }: ClientOptions): Shop {
  // By its name at each call, so that it is called on the global object, as it must be.
  const sendOnce: Send = send ?? ((request) => fetch(request));
  const http = httpOf(url, token, retrying(sendOnce, { ...defaultRetryLimits, ...retry }));
  return new Shop({ http, url, token });
}
