import type { Answer, Call } from '../../../shared/contracts/call.ts';
import type {
  DeliveryView,
  WebhookBody,
  WebhookView,
  WebhookWithSecret,
} from '../../../shared/contracts/webhook.ts';
import type { WebhookMessage } from './message.ts';

/** An endpoint's actor, called from elsewhere. */
export interface RemoteEndpoint {
  create(body: WebhookBody, secret: string, call: Call): Promise<Answer<WebhookWithSecret>>;
  view(): Promise<WebhookView | null>;
  rotateSecret(secret: string, call: Call): Promise<Answer<WebhookWithSecret>>;
  enable(call: Call): Promise<Answer<WebhookView>>;
  remove(): Promise<boolean>;
  take(messages: WebhookMessage[]): Promise<void>;
  deliveries(before: number, limit: number): Promise<DeliveryView[] | null>;
  redeliver(n: number, call: Call): Promise<Answer<DeliveryView>>;
}

export interface WebhookEnv {
  ORDERS_DB: D1Database;
  WEBHOOKS: { getByName(id: string): RemoteEndpoint };
  /** `true` on a laptop: endpoints may be http, and on this machine or network. Absent in a deployment. */
  WEBHOOKS_ALLOW_PRIVATE?: string;
}

export function allowsPrivate({ WEBHOOKS_ALLOW_PRIVATE }: WebhookEnv): boolean {
  return WEBHOOKS_ALLOW_PRIVATE === 'true';
}
