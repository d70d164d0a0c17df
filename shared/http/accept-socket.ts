import { ping, pong, subprotocol } from '../contracts/cart-socket.ts';

/**
 * Opens a WebSocket that hibernates: pings are answered by the platform, while the object may leave memory.
 *
 * @param tags by which the object finds it again
 * @returns our end of it, and the answer to the request, with our subprotocol if that was asked for (RFC 6455, 4.2.2)
 */
export function acceptSocket(
  ctx: DurableObjectState,
  request: Request,
  tags: string[] = [],
): { ours: WebSocket; answer: Response } {
  const { 0: theirs, 1: ours } = new WebSocketPair();
  ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
  ctx.acceptWebSocket(ours, tags);
  const isAsked = request.headers.get('sec-websocket-protocol') === subprotocol;
  const headers: HeadersInit = isAsked ? { 'sec-websocket-protocol': subprotocol } : {};
  return { ours, answer: new Response(null, { status: 101, webSocket: theirs, headers }) };
}

/** Without those that are being closed. */
export function openSockets(ctx: DurableObjectState): WebSocket[] {
  return ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
}
