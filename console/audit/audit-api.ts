import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import type { AuditedEvent, AuditPage, Verification } from '../schemas.ts';

export const auditedKinds = ['order', 'cart', 'product'] as const;
export type AuditedKind = (typeof auditedKinds)[number];

export interface Audited {
  kind: AuditedKind;
  id: string;
}

/** Longer histories are for `GET /v1/admin/audit`: nobody slides through them. */
export const maxEvents = 1_000;
const limit = 100;

/** What happened to it, from its first event. */
export async function eventsOf(audited: Audited): Promise<AuditedEvent[]> {
  const events: AuditedEvent[] = [];
  let after: number | null = 0;
  while (after !== null && events.length < maxEvents) {
    const page: AuditPage = await auditPage(audited, { after, limit });
    events.push(...page.items);
    after = page.next;
  }
  return events;
}

/** As it was behind an event; undefined before the first one. */
export async function stateAt(audited: Audited, seq: number): Promise<AuditPage | undefined> {
  if (seq < 1) return undefined;
  return auditPage(audited, { at: String(seq), after: seq, limit: 1 });
}

type AuditQuery = { after: number; limit: number; at?: string };

async function auditPage({ kind, id }: Audited, query: AuditQuery): Promise<AuditPage> {
  const params = { path: { id }, query };
  switch (kind) {
    case 'order':
      return dataOf(await http.GET('/v1/admin/audit/order/{id}', { params }));
    case 'cart':
      return dataOf(await http.GET('/v1/admin/audit/cart/{id}', { params }));
    case 'product':
      return dataOf(await http.GET('/v1/admin/audit/product/{id}', { params }));
  }
}

/** Begins a verification, or joins the one that is under way; its result, or how far it is. */
export async function verify({ kind, id }: Audited): Promise<Verification> {
  const asked = { params: { path: { id } }, body: {} };
  switch (kind) {
    case 'order':
      return dataOf(await http.POST('/v1/admin/audit/order/{id}/verify', asked));
    case 'cart':
      return dataOf(await http.POST('/v1/admin/audit/cart/{id}/verify', asked));
    case 'product':
      return dataOf(await http.POST('/v1/admin/audit/product/{id}/verify', asked));
  }
}
