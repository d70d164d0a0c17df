import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { type components, dataOf } from '../../client/src/index.ts';
import { type Credentials, readSession, type Session, signIn, signOut } from '../session.ts';
import { shop } from '../shop.ts';
import { takeOver } from './take-over.ts';
import { type CartInHand, useCart } from './use-cart.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

export type FirstPage = components['schemas']['Storefront'];

/** What all parts of the page know of the one who visits. */
export interface Visit extends CartInHand {
  /** undefined until the shop has said who is here. */
  session: Session | undefined;
  firstPage: Loaded<FirstPage>;
  reloadFirstPage: () => void;
  /** @returns whether the guest's cart came along */
  enter: (credentials: Credentials) => Promise<boolean>;
  leave: () => Promise<void>;
}

export const VisitContext = createContext<Visit | undefined>(undefined);

export function useVisit(): Visit {
  return useContext(VisitContext) as Visit;
}

export function useNewVisit(): Visit {
  const [session, setSession] = useState<Session>();
  // Who cannot be told who is here sees the shop as a guest.
  const refresh = useCallback(() => readSession().then(setSession, () => setSession(nobody)), []);
  useEffect(() => void refresh(), [refresh]);
  const inHand = useCart(session);
  const [firstPage, reloadFirstPage] = useLoaded(readFirstPage, session?.customer ?? '');
  return {
    ...inHand,
    session,
    firstPage,
    reloadFirstPage,
    enter: async (credentials) => {
      const entered = await signIn(credentials);
      const { cart } = inHand;
      const isTaken = cart !== undefined && cart.items.length > 0 && session?.customer === null;
      if (isTaken) await takeOver(entered, cart).finally(refresh);
      else setSession(entered);
      return isTaken;
    },
    leave: async () => {
      await signOut();
      await refresh();
    },
  };
}

const nobody: Session = { customer: null, administrator: null, cart: null, localSignIn: false };

/** The cart is left out: it is watched anyway. */
async function readFirstPage(): Promise<FirstPage> {
  return dataOf(await shop.http.GET('/v1/storefront'));
}
