import { DomainRun } from '../../../shared/test-support/domain-run.ts';
import type { ProductCommand } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import { holds } from '../domain/hold.ts';
import { type Details, evolve, initialProduct, type ProductEvent } from '../domain/product.ts';
import type { Report } from '../domain/sharding.ts';

/** The one product of these tests, with short words for what happens to it and what is asked of it. */
export const productId = 'onigiri-salmon';
export const at = Date.UTC(2026, 10, 22, 10);
export const ttlMs = 60_000;

export const details: Details = {
  name: 'Onigiri, salmon',
  description: 'Rice, nori, salmon',
  image: '/pictures/onigiri-salmon.svg',
  attributes: { category: 'food' },
  price: { amount: 180, currency: 'EUR' },
};

export const productDecider = { initialState: initialProduct, decide, evolve, entries: holds };

export function given(...events: ProductEvent[]) {
  return new DomainRun(productDecider, events);
}

export const listed: ProductEvent = { type: 'ProductListed', at, productId, details };
export const archived: ProductEvent = { type: 'ProductArchived', at };

export function changed(change: Partial<Details>): ProductEvent {
  return { type: 'ProductChanged', at, details: { ...details, ...change } };
}

export function adjusted(delta: number): ProductEvent {
  return { type: 'StockAdjusted', at, delta, reason: 'delivery' };
}

export function reserved(holdId: string, quantity: number): ProductEvent {
  return { type: 'StockReserved', at, holdId, quantity, expiresAt: at + ttlMs };
}

export function committed(holdId: string, quantity: number, { late = false } = {}): ProductEvent {
  return { type: 'HoldCommitted', at, holdId, quantity, late };
}

export function released(holdId: string, quantity: number): ProductEvent {
  return { type: 'HoldReleased', at, holdId, quantity };
}

export function expired(holdId: string, quantity: number): ProductEvent {
  return { type: 'HoldExpired', at, holdId, quantity };
}

export function returned(holdId: string, quantity: number): ProductEvent {
  return { type: 'SaleReturned', at, holdId, quantity };
}

export function restocked(holdId: string, returnId: string, quantity: number): ProductEvent {
  return { type: 'UnitsRestocked', at, holdId, returnId, quantity };
}

export function list(change: Partial<Details> = {}): ProductCommand {
  return { type: 'ListProduct', at, productId, details: { ...details, ...change } };
}

export const archive: ProductCommand = { type: 'ArchiveProduct', at, productId };

export function adjust(delta: number): ProductCommand {
  return { type: 'AdjustStock', at, productId, delta, reason: 'delivery' };
}

export function importAs(onHand: number, change: Partial<Details> = {}): ProductCommand {
  return { type: 'ImportProduct', at, productId, details: { ...details, ...change }, onHand };
}

export function reserve(holdId: string, quantity: number, admittedBy?: string): ProductCommand {
  return { type: 'ReserveStock', at, productId, holdId, quantity, ttlMs, admittedBy };
}

export function commit(holdId: string, quantity: number): ProductCommand {
  return { type: 'CommitHold', at, holdId, quantity };
}

export function release(holdId: string): ProductCommand {
  return { type: 'ReleaseHold', at, holdId };
}

export function giveBack(holdId: string): ProductCommand {
  return { type: 'GiveBackHold', at, holdId };
}

export function restock(holdId: string, returnId: string, quantity: number): ProductCommand {
  return { type: 'RestockUnits', at, holdId, returnId, quantity };
}

export function expire(holdId: string, when = at + ttlMs): ProductCommand {
  return { type: 'ExpireHold', at: when, holdId };
}

/** A waiting room, by the key that its tickets are verified with. */
export function room(publicKey = 'key', perMinute = 60) {
  return { perMinute, ticketMs: 600_000, publicKey };
}

export function opened(publicKey?: string, perMinute?: number): ProductEvent {
  return { type: 'WaitingRoomOpened', at, ...room(publicKey, perMinute) };
}

export const closed: ProductEvent = { type: 'WaitingRoomClosed', at };

export function openRoom(publicKey?: string, perMinute?: number): ProductCommand {
  return { type: 'OpenWaitingRoom', at, productId, ...room(publicKey, perMinute) };
}

export const closeRoom: ProductCommand = { type: 'CloseWaitingRoom', at, productId };

export function changeShards(count: number, when = at): ProductCommand {
  return { type: 'ChangeShards', at: when, productId, count, reason: 'merchant' };
}

export function hear(shard: number, said: Report): ProductCommand {
  return { type: 'HearShard', at, shard, report: said };
}

export function allot(shard: number, units: number): ProductCommand {
  return { type: 'AllotStock', at, shard, units };
}

/** What a shard says that has nothing, but for what is said of it. */
export function report(seq: number, said: Partial<Report> = {}): Report {
  const nothing = { taken: 0, returned: 0, free: 0, held: 0, sold: 0, freed: 0 };
  return { seq, ...nothing, version: 1, sealedFrom: null, ...said };
}

export function short(requested: number, available: number) {
  return { type: 'InsufficientStock' as const, items: [{ productId, requested, available }] };
}
