import type { RateLimitBinding } from './limits/policy.ts';

/** A service, as far as the gateway knows it. */
export interface ServiceBinding {
  fetch(request: Request): Promise<Response>;
}

export interface Env {
  PRODUCT: ServiceBinding;
  CART: ServiceBinding;
  ORDER: ServiceBinding;
  /** Whose tokens count for customers (`iss`, `aud`). Empty: nobody's. */
  JWT_ISSUER: string;
  JWT_AUDIENCE: string;
  /** Where the issuer publishes its keys. Not looked at when there is a JWT_SECRET. */
  JWT_JWKS_URL: string;
  /** For HS256. At least 32 bytes. */
  JWT_SECRET?: string;
  /** Of the administrator who may do everything. Absent: there is none. */
  ADMIN_TOKEN?: string;
  /** Administrators by name, with scopes: see admin-tokens.ts. */
  ADMIN_TOKENS?: string;
  /** "true": anybody may sign in by a name, to try the shop on a laptop. */
  LOCAL_SIGN_IN?: string;
  /** Whose pages may call: origins with spaces between them, `*` for all, empty for none. */
  CORS_ORIGINS?: string;
  /** The header in which the platform says where a request comes from. Empty: it does not. */
  ADDRESS_HEADER?: string;
  /** How often within a minute, by limits/policy.ts. 0: without limit. */
  REQUESTS_PER_MINUTE?: number | string;
  CHECKOUTS_PER_MINUTE?: number | string;
  CARTS_PER_MINUTE?: number | string;
  WRONG_TOKENS_PER_MINUTE?: number | string;
  REQUEST_LIMIT?: RateLimitBinding;
  CHECKOUT_LIMIT?: RateLimitBinding;
  CART_LIMIT?: RateLimitBinding;
  TOKEN_LIMIT?: RateLimitBinding;
  /** Where requests are counted and measured. Absent: nowhere. */
  REQUESTS?: AnalyticsEngineDataset;
}

export type ServiceName = 'product' | 'cart' | 'order';

export function bindingOf(env: Env, service: ServiceName): ServiceBinding {
  switch (service) {
    case 'product':
      return env.PRODUCT;
    case 'cart':
      return env.CART;
    case 'order':
      return env.ORDER;
  }
}
