import { OrderHistory } from '../parts/order-history.tsx';
import { SignInForm } from '../parts/sign-in-form.tsx';
import { useSay } from '../state/notices.ts';
import { useTask } from '../state/use-task.ts';
import { useTitle } from '../state/use-title.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

export function AccountPage() {
  const { session } = useVisit();
  const customer = session?.customer;
  const title = customer ? texts.account.titleOf(customer) : texts.account.title;
  useTitle(title);
  return (
    <section class="section account" aria-labelledby="account">
      <div class="account-head">
        <h1 id="account">{title}</h1>
        {customer && <SignOutButton />}
      </div>
      {session === undefined && <p class="soft">{texts.loading}</p>}
      {session && !customer && <SignInForm isByName={session.localSignIn} />}
      {customer && <OrderHistory key={customer} />}
    </section>
  );
}

function SignOutButton() {
  const { leave } = useVisit();
  const say = useSay();
  const task = useTask();
  const onClick = () =>
    task.run(async () => {
      await leave();
      say({ tone: 'good', text: texts.account.signedOut });
    });
  return (
    <button type="button" class="button" onClick={onClick}>
      {texts.account.signOut}
    </button>
  );
}
