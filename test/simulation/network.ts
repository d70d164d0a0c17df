import { maxTries } from '../../shared/queue/give-up.ts';
import type { Host, Process } from './host.ts';
import { ConnectionLost, type World } from './world.ts';

/** How long after its caller has given up a request may still arrive. */
const longestDelayMs = 60_000;

/** A call over the network: late, sometimes lost on the way there, sometimes on the way back. */
export async function callOver<Housed extends object, Value>(
  world: World,
  host: Host<Housed>,
  label: string,
  work: (housed: Housed) => Value | Promise<Value>,
): Promise<Value> {
  await world.sleep(world.latency());
  if (world.isDown(host.name) || world.happens(world.faults.requestLost)) {
    world.say(`LOST request ${label} to ${host.name}`);
    throw new ConnectionLost(label);
  }
  if (world.happens(world.faults.requestLate)) {
    const ms = world.random.between(100, longestDelayMs);
    world.say(`LATE request ${label} to ${host.name}, by ${ms} ms`);
    world.at(world.now + ms, () => void host.invoke(`${label} (late)`, work).catch(() => {}));
    throw new ConnectionLost(label);
  }
  await world.pass(`before ${label} at ${host.name}`);
  const value = await host.invoke(label, work);
  await world.sleep(world.latency());
  await world.pass(`after ${label} at ${host.name}`);
  if (world.happens(world.faults.answerLost)) {
    world.say(`LOST answer ${label} from ${host.name}`);
    throw new ConnectionLost(label);
  }
  return value;
}

/** Whoever calls: an actor's process, or somebody outside who cannot crash. */
export type Caller = Process | null;

export function outbound<Value>(caller: Caller, label: string, call: () => Promise<Value>): Promise<Value> {
  return caller ? caller.outbound(label, call) : call();
}

const redeliveryMs = 1_000;

/** A message on its way. */
interface Sent {
  body: unknown;
  at: Date;
}

/**
 * A queue as queues are: late, out of order, now and then twice. What its consumer has not even given up when
 * the tries are used up goes to the platform's own dead-letter queue.
 */
export class SimulatedQueue {
  readonly #world: World;
  readonly #name: string;
  readonly #consume: (batch: MessageBatch) => Promise<void>;
  readonly #dead: SimulatedQueue | null;

  constructor(
    world: World,
    name: string,
    consume: (batch: MessageBatch) => Promise<void>,
    dead: SimulatedQueue | null,
  ) {
    this.#world = world;
    this.#name = name;
    this.#consume = consume;
    this.#dead = dead;
  }

  async send(body: unknown): Promise<void> {
    this.#world.meter.messages += 1;
    this.#world.meter.queueOperations += 1;
    await this.#world.sleep(this.#world.latency());
    if (this.#world.happens(this.#world.faults.messageLost)) {
      this.#world.say(`LOST message on ${this.#name}`);
      return;
    }
    const sent = { body: structuredClone(body), at: new Date(this.#world.now) };
    this.#deliver(sent, 1);
    if (this.#world.happens(this.#world.faults.messageTwice)) this.#deliver(structuredClone(sent), 1);
  }

  #deliver(sent: Sent, attempts: number, delayMs = this.#world.random.between(1, 3_000)): void {
    this.#world.at(this.#world.now + delayMs, () => void this.#handOver(sent, attempts));
  }

  async #handOver(sent: Sent, attempts: number): Promise<void> {
    let acknowledged = false;
    let waitMs = redeliveryMs;
    const ack = () => {
      acknowledged = true;
    };
    const retry = ({ delaySeconds = 0 } = {}) => {
      waitMs = Math.max(redeliveryMs, delaySeconds * 1_000);
    };
    const message = {
      id: `${this.#name}-${this.#world.points}`,
      body: sent.body,
      timestamp: sent.at,
      attempts,
      ack,
      retry,
    };
    this.#world.meter.queueOperations += 1;
    const batch = { queue: this.#name, messages: [message], ackAll: ack } as unknown as MessageBatch;
    await this.#consume(batch).catch(() => {});
    // The acknowledgement itself may be lost: then the message comes again although it was taken in.
    const again = !acknowledged || this.#world.happens(this.#world.faults.messageTwice);
    if (!again) this.#world.meter.queueOperations += 1;
    if (!again) return;
    if (attempts < maxTries) this.#deliver(sent, attempts + 1, waitMs);
    else await this.#dead?.send(sent.body);
  }
}
