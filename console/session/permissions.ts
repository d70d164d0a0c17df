/** What there is to administer, as the gateway divides it. */
export type Area = 'catalog' | 'orders' | 'all';

export interface Permissions {
  /** @param area null: what every administrator may see */
  sees: (area: Area | null) => boolean;
  changes: (area: Area) => boolean;
}

/** What to offer to someone with these scopes. The gateway decides what is allowed. */
export function permissionsOf(scopes: readonly string[]): Permissions {
  const changes = (area: Area) => scopes.includes('all') || (area !== 'all' && scopes.includes(area));
  return { changes, sees: (area) => area === null || changes(area) || scopes.includes('support') };
}
