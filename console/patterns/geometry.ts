import type { Place } from '../../shared/contracts/faults.ts';

/** A box of the picture, by its middle. */
interface Box {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
}

export interface Point {
  x: number;
  y: number;
}

export const viewBox = '0 0 600 470';

/** Where everybody is. Ways cross as little as they can: those of calls above, those of messages below. */
export const boxes: Readonly<Record<Place, Box>> = {
  gateway: { x: 300, y: 36, halfWidth: 62, halfHeight: 25 },
  order: { x: 300, y: 150, halfWidth: 58, halfHeight: 25 },
  cart: { x: 72, y: 235, halfWidth: 58, halfHeight: 25 },
  product: { x: 528, y: 235, halfWidth: 62, halfHeight: 25 },
  bank: { x: 405, y: 330, halfWidth: 52, halfHeight: 25 },
  queues: { x: 300, y: 435, halfWidth: 286, halfHeight: 25 },
};

/** Who speaks with whom. */
export const ways = [
  'gateway-order',
  'cart-gateway',
  'gateway-product',
  'cart-order',
  'order-product',
  'cart-product',
  'bank-order',
  'order-queues',
  'cart-queues',
  'product-queues',
] as const;
export type Way = (typeof ways)[number];

/** The way between two, whoever speaks first. */
export function wayBetween(one: Place, other: Place): Way {
  return [one, other].toSorted().join('-') as Way;
}

export function endsOf(way: Way): [Place, Place] {
  return way.split('-') as [Place, Place];
}

/** The straight line from one box to another, from rim to rim. */
export function lineBetween(from: Place, to: Place): [Point, Point] {
  const [start, end] = [middleFor(from, to), middleFor(to, from)];
  return [rim(boxes[from], start, end), rim(boxes[to], end, start)];
}

/** The queues are as wide as the picture: everybody goes straight down to them. */
function middleFor(place: Place, other: Place): Point {
  const { x, y } = boxes[place];
  return place === 'queues' ? { x: boxes[other].x, y } : { x, y };
}

/** Where the line from inside a box to a point outside leaves it. */
function rim({ halfWidth, halfHeight }: Box, from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(halfWidth / Math.abs(dx || 1e-9), halfHeight / Math.abs(dy || 1e-9));
  return { x: from.x + dx * share, y: from.y + dy * share };
}
