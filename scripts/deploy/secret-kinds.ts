import type { Env as CartEnv } from '../../workers/cart/worker.ts';
import type { Env as GatewayEnv } from '../../workers/gateway/env.ts';
import type { Env as OrderEnv } from '../../workers/order/worker.ts';
import type { Env as ProductEnv } from '../../workers/product/worker.ts';

/** What a secret is for. None has to be set: a worker does without, and says so. */
export interface SecretKind {
  purpose: string;
  without: string;
  /** A shorter one is refused. */
  leastBytes?: number;
  /** Chance may choose it. */
  random?: true;
}

/** What a worker may have beside what its config gives it: text that may be absent. */
type OptionalText<Env> = {
  [Name in keyof Env]-?: Record<never, never> extends Pick<Env, Name>
    ? Extract<Env[Name], string> extends never
      ? never
      : Name
    : never;
}[keyof Env];

/** Not secret: it stands in the config. */
export const variable = 'variable';

type Kinds<Env> = Record<OptionalText<Env>, SecretKind | typeof variable>;

/** What a worker's Env names and these do not, does not compile. */
const gateway: Kinds<GatewayEnv> = {
  ADMIN_TOKEN: {
    purpose: 'the token of the administrator who may do everything',
    without: 'there is no such administrator',
    leastBytes: 32,
    random: true,
  },
  ADMIN_TOKENS: {
    purpose: 'administrators by name, with scopes: workers/gateway/admin-tokens.ts',
    without: 'there are none',
  },
  JWT_SECRET: {
    purpose: "the key of customers' HS256 tokens; not needed where JWT_JWKS_URL is set",
    without: 'customers sign in by JWT_JWKS_URL, or not at all',
    leastBytes: 32,
  },
  CORS_ORIGINS: variable,
  ADDRESS_HEADER: variable,
  LOCAL_SIGN_IN: variable,
  REQUESTS_PER_MINUTE: variable,
  CHECKOUTS_PER_MINUTE: variable,
  CARTS_PER_MINUTE: variable,
  WRONG_TOKENS_PER_MINUTE: variable,
};

const product: Kinds<ProductEnv> = {};

const cart: Kinds<CartEnv> = {};

/** WEBHOOKS_ALLOW_PRIVATE is for laptops, and never deployed. */
const order: Omit<Kinds<OrderEnv>, 'WEBHOOKS_ALLOW_PRIVATE'> = {
  STRIPE_SECRET_KEY: {
    purpose: 'the key that charges cards: docs/payments.md',
    without: 'only the sandbox pays',
  },
  STRIPE_WEBHOOK_SECRET: {
    purpose: "proves that events are Stripe's",
    without: 'no event of Stripe is believed',
  },
};

const kinds: Record<string, Record<string, SecretKind | typeof variable>> = { gateway, product, cart, order };

/** By name. */
export function secretKindsOf(service: string): [string, SecretKind][] {
  return Object.entries(kinds[service] ?? {}).flatMap(([name, kind]) =>
    kind === variable ? [] : [[name, kind]],
  );
}

/** Of all workers. */
export const secretNames = Object.keys(kinds).flatMap((service) =>
  secretKindsOf(service).map(([name]) => name),
);

/** Names of what is optional in the code, and expected in the config. */
export function variablesOf(service: string): string[] {
  return Object.entries(kinds[service] ?? {}).flatMap(([name, kind]) => (kind === variable ? [name] : []));
}
