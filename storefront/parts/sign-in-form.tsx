import { useState } from 'preact/hooks';
import { focusMain } from '../focus-main.ts';
import { useSay } from '../state/notices.ts';
import { useTask } from '../state/use-task.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';
import { SignInField } from './sign-in-field.tsx';

/** By a name, where any will do, as on a laptop; else by a token from where customers sign in. */
export function SignInForm({ isByName }: { isByName: boolean }) {
  const { enter } = useVisit();
  const say = useSay();
  const task = useTask();
  const [said, setSaid] = useState('');
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const value = said.trim();
    task.run(async () => {
      const isMerged = await enter(isByName ? { localCustomer: value } : { customerToken: value });
      say({ tone: 'good', text: isMerged ? texts.account.merged : texts.account.signedIn });
      focusMain();
    });
  };
  return (
    <form class="sign-in" onSubmit={onSubmit}>
      <p>{texts.account.why}</p>
      <SignInField isByName={isByName} said={said} onChange={setSaid} />
      <button type="submit" class="button button-main" aria-busy={task.isBusy}>
        {texts.account.signIn}
      </button>
    </form>
  );
}
