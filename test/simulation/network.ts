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
const maxTries = 6;

/** A queue as queues are: late, out of order, now and then twice, and lost when its tries are used up. */
export class SimulatedQueue {
  readonly #world: World;
  readonly #name: string;
  readonly #consume: (batch: MessageBatch) => Promise<void>;

  constructor(world: World, name: string, consume: (batch: MessageBatch) => Promise<void>) {
    this.#world = world;
    this.#name = name;
    this.#consume = consume;
  }

  async send(body: unknown): Promise<void> {
    await this.#world.sleep(this.#world.latency());
    if (this.#world.happens(this.#world.faults.messageLost)) {
      this.#world.say(`LOST message on ${this.#name}`);
      return;
    }
    this.#deliver(structuredClone(body), 1);
    if (this.#world.happens(this.#world.faults.messageTwice)) this.#deliver(structuredClone(body), 1);
  }

  #deliver(body: unknown, attempts: number, delayMs = this.#world.random.between(1, 3_000)): void {
    this.#world.at(this.#world.now + delayMs, () => void this.#handOver(body, attempts));
  }

  async #handOver(body: unknown, attempts: number): Promise<void> {
    let acknowledged = false;
    const message = {
      id: `${this.#name}-${this.#world.points}`,
      body,
      attempts,
      ack: () => {
        acknowledged = true;
      },
      retry: () => {},
    };
    const batch = { queue: this.#name, messages: [message] } as unknown as MessageBatch;
    await this.#consume(batch).catch(() => {});
    // The acknowledgement itself may be lost: then the message comes again although it was taken in.
    const again = !acknowledged || this.#world.happens(this.#world.faults.messageTwice);
    if (again && attempts < maxTries) this.#deliver(body, attempts + 1, redeliveryMs);
  }
}
