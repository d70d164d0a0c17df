import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Permissions, permissionsOf } from './permissions.ts';

export const PermissionsContext = createContext<Permissions>(permissionsOf([]));

/** What whoever is signed in may see and change. */
export function usePermissions(): Permissions {
  return useContext(PermissionsContext);
}
