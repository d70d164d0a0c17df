import type { Platform } from '../../../shared/actor/platform.ts';
import { RequestMemory } from '../../../shared/actor/request-memory.ts';
import { hasTables, migrate } from '../../../shared/actor/schema.ts';
import { type Answer, type Call, refused } from '../../../shared/contracts/call.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type {
  DeliveryView,
  WebhookBody,
  WebhookView,
  WebhookWithSecret,
} from '../../../shared/contracts/webhook.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { Courier } from './courier.ts';
import { DeliveryTable } from './deliveries.ts';
import { DeliveryRun } from './delivery-run.ts';
import type { WebhookMessage } from './message.ts';
import { endpointMigrations } from './schema.ts';
import { type Settings, SettingsTable } from './settings.ts';

interface Stores {
  settings: SettingsTable;
  deliveries: DeliveryTable;
  memory: RequestMemory;
  run: DeliveryRun;
}

/**
 * An endpoint of somebody else's, and what it is to be sent. Its methods are what the Durable Object offers.
 * Not event-sourced: a log of deliveries is kept for a while and then thrown away, so nothing could be
 * rebuilt from it.
 */
export class WebhookEndpoint {
  readonly #platform: Platform;
  readonly #id: string;
  readonly #courier: Courier;
  readonly #chance: () => number;
  /** Null until it is created: reading an endpoint that nobody made leaves no trace of it. */
  #stores: Stores | null = null;

  /** @param chance from 0 up to 1, for the jitter of retries */
  constructor(platform: Platform, id: string, courier: Courier, chance: () => number) {
    this.#platform = platform;
    this.#id = id;
    this.#courier = courier;
    this.#chance = chance;
    if (hasTables(platform)) this.#wake();
  }

  create(body: WebhookBody, secret: string, call: Call): Answer<WebhookWithSecret> {
    const stores = this.#stores ?? this.#wake();
    return this.#once(stores, call, () => {
      const { settings } = stores;
      // Its id comes from the key, and what the key was used for is forgotten after a day.
      if (settings.get()) return reject({ type: 'IdempotencyKeyReused' });
      settings.insert(body, secret, this.#now());
      return accept({ ...this.#view(), secret });
    });
  }

  view(): WebhookView | null {
    return this.#settings()?.view(this.#id) ?? null;
  }

  /** The old secret goes on signing beside the new one for a day. */
  rotateSecret(secret: string, call: Call): Answer<WebhookWithSecret> {
    return this.#onceCreated(call, ({ settings }) => {
      settings.rotateSecret(secret, this.#now());
      return accept({ ...this.#view(), secret });
    });
  }

  /** After it was disabled. What it missed meanwhile stays missed; what had failed can be delivered again. */
  enable(call: Call): Answer<WebhookView> {
    return this.#onceCreated(call, ({ settings }) => {
      settings.disable(null);
      return accept(this.#view());
    });
  }

  /** Forgets all but the answers to repeated requests. Returns false where there is nothing to remove. */
  remove(): boolean {
    const stores = this.#stores;
    if (!stores?.settings.get()) return false;
    this.#platform.transactionSync(() => {
      stores.settings.delete();
      stores.deliveries.delete();
    });
    return true;
  }

  /** Takes each message once, if the endpoint wants it, and begins to send. */
  take(messages: WebhookMessage[]): void {
    const settings = this.#settings();
    const wanted = messages.filter(({ type }) => settings?.wants(type));
    if (!this.#stores || wanted.length === 0) return;
    const { deliveries } = this.#stores;
    this.#platform.transactionSync(() => {
      for (const message of wanted) deliveries.add(message, this.#now());
    });
    this.#sendSoon();
  }

  /** Newest first, older than number `before`; null where there is no such endpoint. */
  deliveries(before: number, limit: number): DeliveryView[] | null {
    if (!this.#settings()) return null;
    return this.#stores?.deliveries.page(before, limit) ?? null;
  }

  redeliver(n: number, call: Call): Answer<DeliveryView> {
    const answer = this.#onceCreated(call, ({ settings, deliveries }) => {
      if (!settings.get()?.isEnabled) return reject({ type: 'WebhookDisabled' });
      if (!deliveries.redeliver(n, this.#now())) return reject({ type: 'DeliveryNotFound' });
      return accept(deliveries.view(n) as DeliveryView);
    });
    if (answer.ok && !answer.replayed) this.#sendSoon();
    return answer;
  }

  /** The one alarm: what is due is sent, and old answers are forgotten. */
  async ring(): Promise<void> {
    if (!this.#stores) return;
    const { memory, run } = this.#stores;
    memory.forget(this.#now());
    try {
      await run.send();
    } finally {
      this.#setAlarm();
    }
  }

  #sendSoon(): void {
    const sent = this.#stores?.run.send().catch((error) => {
      console.error('webhook, the alarm tries again:', error);
    });
    if (sent) this.#platform.defer(sent);
  }

  #onceCreated<Value>(call: Call, act: (stores: Stores) => Result<Value, Rejection>): Answer<Value> {
    const stores = this.#stores;
    if (!stores?.settings.get()) return refused({ type: 'WebhookNotFound' });
    return this.#once(stores, call, () => act(stores));
  }

  /** Acts, or gives the first answer to the same request again. All of it is written, or nothing. */
  #once<Value>({ memory }: Stores, { repeat }: Call, act: () => Result<Value, Rejection>): Answer<Value> {
    const known = repeat && memory.recall(repeat, this.#now());
    if (known?.kind === 'mismatch') return refused({ type: 'IdempotencyKeyReused' });
    if (known?.kind === 'answered') {
      return { ...(JSON.parse(known.answer) as Result<Value, Rejection>), replayed: true };
    }
    const result = this.#platform.transactionSync(() => {
      const done = act();
      if (repeat) memory.remember(repeat, JSON.stringify(done), this.#now());
      return done;
    });
    this.#setAlarm();
    return { ...result, replayed: false };
  }

  /** Only ever brings it forward: one that rings too early is set anew. */
  #setAlarm(): void {
    if (!this.#stores) return;
    const { memory, run } = this.#stores;
    const at = Math.min(run.due() ?? Infinity, memory.due() ?? Infinity);
    if (at < (this.#platform.alarmAt ?? Infinity)) this.#platform.setAlarm(at);
  }

  #wake(): Stores {
    migrate(this.#platform, endpointMigrations);
    const { sql } = this.#platform;
    const [settings, deliveries] = [new SettingsTable(sql), new DeliveryTable(sql)];
    const run = new DeliveryRun({
      platform: this.#platform,
      settings,
      deliveries,
      courier: this.#courier,
      chance: this.#chance,
      onChange: () => this.#setAlarm(),
    });
    this.#stores = { settings, deliveries, memory: new RequestMemory(sql), run };
    // An alarm that the platform has given up on is set again by whoever calls next.
    this.#setAlarm();
    return this.#stores;
  }

  #settings(): Settings | undefined {
    return this.#stores?.settings.get();
  }

  #view(): WebhookView {
    const view = this.view();
    if (!view) throw new Error('an endpoint that was not created has no view');
    return view;
  }

  #now(): number {
    return this.#platform.now();
  }
}
