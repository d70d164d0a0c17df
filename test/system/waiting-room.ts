import type { PlaceView, WaitingRoomView } from '../../shared/contracts/waiting-room.ts';
import { placeViewSchema } from '../../shared/contracts/waiting-room.ts';
import { asAdmin, type Buyer, call, eventually, type Reply, type Said } from './client.ts';
import type { Shop } from './shop.ts';

export function openRoom(
  shop: Shop,
  productId: string,
  perMinute: number,
  ticketMinutes = 10,
): Promise<Reply<WaitingRoomView & Said>> {
  const body = { perMinute, ticketMinutes };
  return call(shop, 'PUT', `/v1/products/${productId}/waiting-room`, { headers: asAdmin, body });
}

export function closeRoom(shop: Shop, productId: string): Promise<Reply<Said | null>> {
  return call(shop, 'DELETE', `/v1/products/${productId}/waiting-room`, { headers: asAdmin });
}

export function takePlace(
  shop: Shop,
  productId: string,
  { cartId, as }: Buyer,
): Promise<Reply<PlaceView & Said>> {
  return call(shop, 'POST', placesOf(productId), { headers: as, body: { cartId } });
}

export function placeOf(
  shop: Shop,
  productId: string,
  { cartId, as }: Buyer,
): Promise<Reply<PlaceView & Said>> {
  return call(shop, 'GET', `${placesOf(productId)}/${cartId}`, { headers: as });
}

/** Waits in the room until it gives the ticket. */
export function ticketFor(shop: Shop, productId: string, buyer: Buyer): Promise<string> {
  return eventually(async () => (await placeOf(shop, productId, buyer)).body.ticket?.token);
}

export function placesOf(productId: string): string {
  return `/v1/products/${productId}/waiting-room/places`;
}

/** Node's own takes headers, which browsers' do not. */
type Opener = new (url: string, options: { headers: Record<string, string> }) => WebSocket;

export function openSocket(shop: Shop, productId: string, { cartId, as }: Buyer): WebSocket {
  const url = new URL(`${placesOf(productId)}/${cartId}/live`, shop.url.replace(/^http/, 'ws')).href;
  return new (WebSocket as unknown as Opener)(url, { headers: as });
}

/**
 * Watches a place until the shop closes the socket; workerd lets go of the connection only when the room falls asleep.
 * @param onFirst done when the first was sent
 * @returns all that was sent
 */
export async function watchPlace(
  shop: Shop,
  productId: string,
  { cartId, as }: Buyer,
  onFirst: () => Promise<void> = async () => {},
): Promise<PlaceView[]> {
  const socket = openSocket(shop, productId, { cartId, as });
  const places: PlaceView[] = [];
  socket.addEventListener('message', ({ data }) => places.push(placeViewSchema.parse(JSON.parse(data))));
  await eventually(async () => places[0]);
  await onFirst();
  return eventually(async () => (socket.readyState >= WebSocket.CLOSING ? places : undefined));
}
