/** What there is to administer: products and stock; orders, their payments and mails; and everything else. */
export type Area = 'catalog' | 'orders' | 'all';

/** What an administrator may do: change one area, or all; or, for support, read everything and change nothing. */
export const scopes = ['catalog', 'orders', 'support', 'all'] as const;
export type Scope = (typeof scopes)[number];

export function reaches(held: readonly Scope[], area: Area, method: string): boolean {
  if (held.includes('all')) return true;
  if (method === 'GET' && held.includes('support')) return true;
  return area !== 'all' && held.includes(area);
}
