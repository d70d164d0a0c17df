import type { Rejection } from '../contracts/rejections.ts';
import { notFound, type Problem, problem } from './problem-document.ts';

type WebhookRejection = Extract<
  Rejection,
  { type: 'WebhookNotFound' | 'DeliveryNotFound' | 'WebhookDisabled' | 'TooManyWebhooks' }
>;

/** The part of `problemOf` that is about webhooks. */
export function webhookProblem(rejection: WebhookRejection): Problem {
  switch (rejection.type) {
    case 'WebhookNotFound':
      return notFound('webhook');
    case 'DeliveryNotFound':
      return notFound('delivery');
    case 'WebhookDisabled':
      return problem(
        409,
        'webhook-disabled',
        'Webhook is disabled',
        'Its endpoint has answered 410 Gone. Enable it before anything is delivered again.',
      );
    case 'TooManyWebhooks':
      return problem(
        409,
        'too-many-webhooks',
        'Too many webhooks',
        `A shop has at most ${rejection.limit} webhooks.`,
        { limit: rejection.limit },
      );
  }
}
