import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from './errors.ts';
import { Console } from './navigation/console.tsx';
import { type Administrator, currentAdministrator, signOut } from './session/session.ts';
import { SignIn } from './session/sign-in.tsx';
import { texts } from './texts.ts';

/** Administrators see the console, everybody else its door. */
export function App() {
  const [administrator, setAdministrator] = useState<Administrator | null | undefined>(undefined);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    currentAdministrator().then(setAdministrator, (error) => setProblem(sentenceOf(error)));
  }, []);
  const leave = async () => {
    await signOut().then(
      () => setAdministrator(null),
      (error) => setProblem(sentenceOf(error)),
    );
  };
  if (problem) {
    return (
      <main>
        <p role="alert">{problem}</p>
      </main>
    );
  }
  if (administrator === undefined) return <main aria-busy="true">{texts.loading}</main>;
  if (administrator === null) return <SignIn onSignedIn={setAdministrator} />;
  return <Console administrator={administrator} onLeave={leave} />;
}
