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
  /** Absent: there are no administrators. */
  ADMIN_TOKEN?: string;
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
