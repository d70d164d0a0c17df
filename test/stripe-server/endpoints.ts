import { StripeProblem } from './errors.ts';
import type { Operation } from './faults.ts';
import { type Form, textsIn } from './form.ts';
import type { Intent, Refund } from './intent.ts';
import type { Ledger } from './ledger.ts';

/** What a request asks for, and how it is done. */
export interface Endpoint {
  operation: Operation;
  work: () => unknown;
}

/** @param name method and path, such as `POST /v1/refunds` */
export function endpointOf(name: string, form: Form, ledger: Ledger): Endpoint {
  switch (name) {
    case 'POST /v1/payment_intents':
      return { operation: 'create', work: () => ledger.create(form) };
    case 'POST /v1/refunds':
      return { operation: 'refund', work: () => ledger.refund(form) };
    case 'GET /v1/refunds':
      return { operation: 'listRefunds', work: () => listed(ledger.refunds, form) };
    default:
      return intentEndpointOf(name, form, ledger);
  }
}

function intentEndpointOf(name: string, form: Form, ledger: Ledger): Endpoint {
  const [, id = '', act = 'retrieve'] = /^\w+ \/v1\/payment_intents\/(\w+)(?:\/(\w+))?$/.exec(name) ?? [];
  const isExpanded = Object.values(textsIn(form, 'expand')).includes('latest_charge');
  const shown = (intent: Intent) => (isExpanded ? ledger.expanded(intent) : intent);
  if (id === '') throw unknownUrl(name);
  switch (act) {
    case 'retrieve':
      return { operation: act, work: () => shown(ledger.find(id)) };
    case 'confirm':
      return { operation: act, work: () => shown(ledger.confirm(id, form)) };
    case 'capture':
    case 'cancel':
      return { operation: act, work: () => shown(ledger[act](id)) };
    default:
      throw unknownUrl(name);
  }
}

function listed(refunds: Refund[], { payment_intent }: Form) {
  const data = refunds.filter((refund) => refund.payment_intent === payment_intent);
  return { object: 'list', data, has_more: false, url: '/v1/refunds' };
}

function unknownUrl(name: string): StripeProblem {
  const message = `Unrecognized request URL (${name}).`;
  return new StripeProblem(404, { type: 'invalid_request_error', message });
}
