import type { Caller } from '../../shared/contracts/caller.ts';
import { decodeCaller } from '../../shared/http/internal-headers.ts';
import type { Env, ServiceName } from './env.ts';

/** For tests: what reached a service. */
export interface Seen {
  service: ServiceName;
  request: Request;
  caller: Caller;
}

export type Answering = (request: Request) => Response | Promise<Response>;

/** For tests: an outside world in which every service answers in the same way and notes what it was asked. */
export function fakeServices(settings: Partial<Env> = {}, answering: Answering = () => Response.json({})) {
  const seen: Seen[] = [];
  const fake = (service: ServiceName) => ({
    async fetch(request: Request): Promise<Response> {
      seen.push({ service, request, caller: decodeCaller(request) });
      return answering(request);
    },
  });
  const env: Env = {
    PRODUCT: fake('product'),
    CART: fake('cart'),
    ORDER: fake('order'),
    JWT_ISSUER: '',
    JWT_AUDIENCE: '',
    JWT_JWKS_URL: '',
    ADDRESS_HEADER: 'cf-connecting-ip',
    ...settings,
  };
  return { env, seen };
}
