import { ActorObject } from '../../../shared/actor/durable-object.ts';
import type { Platform } from '../../../shared/actor/platform.ts';
import type { Call } from '../../../shared/contracts/call.ts';
import type { WebhookBody } from '../../../shared/contracts/webhook.ts';
import { attemptTimeoutMs, httpCourier } from './courier.ts';
import { WebhookEndpoint as Endpoint } from './endpoint.ts';
import { allowsPrivate, type WebhookEnv } from './env.ts';
import type { WebhookMessage } from './message.ts';
import { resolveOverHttps } from './resolver.ts';

/** One endpoint of somebody else's: what it wants to hear, and what it is still to be sent. */
export class WebhookEndpoint extends ActorObject<WebhookEnv, Endpoint> {
  protected house(platform: Platform): Endpoint {
    const settings = {
      allowPrivate: allowsPrivate(this.env),
      resolve: resolveOverHttps,
      timeoutMs: attemptTimeoutMs,
    };
    return new Endpoint(platform, this.name, httpCourier(settings), Math.random);
  }

  create(body: WebhookBody, secret: string, call: Call) {
    return this.housed.create(body, secret, call);
  }
  view() {
    return this.housed.view();
  }
  rotateSecret(secret: string, call: Call) {
    return this.housed.rotateSecret(secret, call);
  }
  enable(call: Call) {
    return this.housed.enable(call);
  }
  remove() {
    return this.housed.remove();
  }
  async take(messages: WebhookMessage[]) {
    this.housed.take(messages);
  }
  deliveries(before: number, limit: number) {
    return this.housed.deliveries(before, limit);
  }
  redeliver(n: number, call: Call) {
    return this.housed.redeliver(n, call);
  }
}
