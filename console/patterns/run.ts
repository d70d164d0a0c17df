import type { WireEntry } from '../../shared/contracts/faults.ts';
import { chosenProduct } from '../faults/chosen-product.ts';
import { buyAsGuest } from '../faults/guest.ts';
import { getWire } from '../faults/local-api.ts';
import { type Hop, hopsOf, isQuiet } from './hops.ts';

/** A checkout, and what was said in it. */
export interface Run {
  wiring: string;
  /** Whether its steps went as messages. */
  isByMessages: boolean;
  answer: string;
  hops: Hop[];
}

const pauseMs = 250;
/** Whoever was told something has told others by then. */
const quietMs = 1_200;
/** What comes later, such as what was lost and is asked for again, is not waited for. */
const patienceMs = 12_000;

/** Buys something, and listens until nobody says anything any more. @param byMessages whether the buyer would rather not wait */
export async function runCheckout(byMessages: boolean): Promise<Run> {
  const product = await chosenProduct();
  const traceId = crypto.randomUUID().replaceAll('-', '');
  const traceparent = `00-${traceId}-${traceId.slice(0, 16)}-01`;
  const prefer: Record<string, string> = byMessages ? { prefer: 'respond-async' } : {};
  const { answer } = await buyAsGuest(product?.id ?? '', { traceparent, ...prefer });
  const { wiring, entries } = await wireWhenQuiet(traceId);
  const isByMessages = entries.some(({ kind }) => kind === 'message');
  return { wiring, isByMessages, answer, hops: hopsOf(entries) };
}

async function wireWhenQuiet(traceId: string): Promise<{ wiring: string; entries: WireEntry[] }> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const wire = await getWire(traceId);
    if (isQuiet(wire.entries, Date.now(), quietMs) || Date.now() > deadline) return wire;
    await new Promise((resume) => setTimeout(resume, pauseMs));
  }
}
