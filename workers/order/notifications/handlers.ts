import { notificationListQuerySchema } from '../../../shared/contracts/notification.ts';
import { encodeCursor } from '../../../shared/contracts/page.ts';
import { problemOf, problemResponse } from '../../../shared/http/problem.ts';
import { parseQuery } from '../../../shared/http/query.ts';
import { json } from '../../../shared/http/respond.ts';
import type { MailBook } from './mail-book.ts';

export async function listNotifications(request: Request, book: MailBook): Promise<Response> {
  const query = parseQuery(request, notificationListQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { orderId = null, cursor = '', limit } = query.value;
  const { items, last } = await book.list({ orderId, after: cursor, limit });
  return json({ items, next: encodeCursor(last) });
}

/** One with what it says, as text and as HTML. */
export async function getNotification(id: string, book: MailBook): Promise<Response> {
  const found = await book.find(id);
  return found ? json(found) : problemResponse(problemOf({ type: 'NotificationNotFound' }));
}
