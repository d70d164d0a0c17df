import { useState } from 'preact/hooks';
import { sentenceOf } from '../errors.ts';
import { texts } from '../texts.ts';
import { type Administrator, signIn } from './session.ts';

/** Asks for the administrators' token, and forgets it as soon as the gateway has put it into its cookie. */
export function SignIn({ onSignedIn }: { onSignedIn: (administrator: Administrator) => void }) {
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget as HTMLFormElement).get('token'));
    setBusy(true);
    try {
      const administrator = await signIn(token);
      if (administrator) onSignedIn(administrator);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit}>
        <img src="/pictures/lucky-cat.svg" alt="" width="72" height="72" />
        <h1>{texts.signIn.title}</h1>
        <p class="soft">{texts.signIn.about}</p>
        <label>
          {texts.signIn.token}
          <input name="token" type="password" autocomplete="current-password" required />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="main" disabled={isBusy}>
          {texts.signIn.submit}
        </button>
      </form>
    </main>
  );
}
