import { NodePlatform } from '../../shared/actor/node-platform.ts';
import { notificationId } from '../../workers/order/notifications/kinds.ts';
import type { Attempt, Reply } from '../../workers/order/webhooks/courier.ts';
import { WebhookEndpoint } from '../../workers/order/webhooks/endpoint.ts';
import { WebhookIntake } from '../../workers/order/webhooks/intake.ts';
import { WebhookRegistry } from '../../workers/order/webhooks/registry.ts';
import { simulatedD1 } from './d1.ts';
import { Host } from './host.ts';
import { callOver } from './network.ts';
import type { World } from './world.ts';

const webhookId = 'whk_00000000000000000000000000';
const secret = `whsec_${btoa('a secret of thirty-two bytes....')}`;
const call = { caller: { kind: 'admin' }, cause: { caller: 'admin', request: '', trace: '' } } as const;

interface Heard {
  type: string;
  data: { orderId: string; refundId?: string };
}

/** Somebody else's system that is told what becomes of orders: over an actor of ours, and a network that fails. */
export class Receiver {
  /** What has arrived, by its id: JSON. */
  readonly heard = new Map<string, string>();
  readonly intake: WebhookIntake;
  readonly endpoint: Host<WebhookEndpoint>;
  readonly #world: World;
  readonly #door: Host<Receiver>;

  constructor(world: World) {
    this.#world = world;
    this.#door = new Host(world, 'receiver', () => this);
    this.endpoint = new Host(
      world,
      'webhook',
      (platform, process) =>
        new WebhookEndpoint(
          platform,
          webhookId,
          (attempt) => process.outbound('a webhook', () => this.#deliver(attempt)),
          () => world.random.next(),
        ),
    );
    const db = simulatedD1();
    world.meter.watch(db.disk);
    this.intake = new WebhookIntake(db, {
      getByName: () => ({
        take: (messages) => callOver(world, this.endpoint, 'take', (house) => house.take(messages)),
      }),
    });
    void new WebhookRegistry(db).add(webhookId);
    this.#register();
  }

  /** Before the history begins, so that nothing can crash. */
  #register(): void {
    const platform = new NodePlatform(this.endpoint.storage, () => this.#world.now);
    const endpoint = new WebhookEndpoint(platform, webhookId, this.#deliver.bind(this), () => 0);
    endpoint.create({ url: 'https://hooks.example.com/' }, secret, call);
  }

  /** What was heard of an order, in the ids of the mails that say the same. */
  heardOf(orderId: string): string[] {
    const messages = [...this.heard.values()].map((json) => JSON.parse(json) as Heard);
    return messages
      .filter(({ data }) => data.orderId === orderId)
      .map(({ type, data }) => notificationId(orderId, { type, ref: data.refundId ?? '' }));
  }

  /** As over the Internet: a lost answer is one that the receiver has acted on. */
  #deliver({ message }: Attempt): Promise<Reply> {
    return callOver(this.#world, this.#door, message.type, (receiver) => {
      receiver.heard.set(message.id, message.payload);
    }).then(
      () => ({ status: 204, detail: '', retryAfterMs: undefined }),
      (error) => ({ status: null, detail: String(error), retryAfterMs: undefined }),
    );
  }
}
