import type { Cause } from '../../shared/actor/event-log.ts';
import { requestIdHeader } from '../../shared/http/internal-headers.ts';
import { readBodyText } from '../../shared/http/json-body.ts';
import { invalidSignature, problemResponse, serviceUnavailable } from '../../shared/http/problem.ts';
import { json } from '../../shared/http/respond.ts';
import type { PaymentNews } from './actor.ts';
import { isLiveKey } from './payments/stripe/access.ts';
import { isSignedByStripe, newsOf } from './payments/stripe/webhook.ts';

export interface StripeEventsEnv {
  ORDERS: {
    getByName(orderId: string): { paymentNews(reference: string, cause: Cause): Promise<PaymentNews> };
  };
  STRIPE_SECRET_KEY?: string;
  STRIPE_WEBHOOK_SECRET?: string;
}

/**
 * Takes an event of Stripe's. It is a hint and no more: its order asks Stripe how the payment stands, so that a
 * forged, foreign, repeated, early, late or overtaken event changes nothing.
 *
 * 200 for whatever need not come again, with the reason where nothing came of it: Stripe repeats anything else
 * for three days. 400 where the signature is not good, which also shows a wrong secret in Stripe's dashboard.
 * 503 where Stripe could not be asked: then the repeat is wanted.
 */
export async function takeStripeEvent(request: Request, env: StripeEventsEnv): Promise<Response> {
  const body = await readBodyText(request);
  if (!body.ok) return problemResponse(body.rejection);
  const signature = request.headers.get('stripe-signature');
  if (!(await isSignedByStripe(body.value, signature, env.STRIPE_WEBHOOK_SECRET, Date.now()))) {
    return problemResponse(invalidSignature);
  }
  const news = newsOf(JSON.parse(body.value), isLiveKey(env.STRIPE_SECRET_KEY ?? ''));
  if ('ignored' in news) return ignored(news.ignored);
  const cause: Cause = {
    caller: 'stripe',
    request: request.headers.get(requestIdHeader) ?? '',
    trace: request.headers.get('traceparent') ?? '',
  };
  switch (await env.ORDERS.getByName(news.orderId).paymentNews(news.reference, cause)) {
    case 'heard':
      return json({ received: true });
    case 'notMine':
      return ignored('no order of this shop has this payment');
    case 'unanswered':
      return problemResponse(serviceUnavailable('payment'));
  }
}

function ignored(reason: string): Response {
  console.warn(JSON.stringify({ message: 'An event of Stripe was ignored.', reason }));
  return json({ received: true, ignored: reason });
}
