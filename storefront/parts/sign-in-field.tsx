import { texts } from '../texts.ts';

interface SignIn {
  isByName: boolean;
  said: string;
  onChange: (said: string) => void;
}

export function SignInField({ isByName, said, onChange }: SignIn) {
  const common = {
    id: 'sign-in',
    required: true,
    'aria-describedby': 'sign-in-hint',
    value: said,
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for="sign-in">{isByName ? texts.account.name : texts.account.token}</label>
      {isByName ? (
        <input type="text" autocomplete="username" maxLength={64} pattern="[A-Za-z0-9_ .@\-]+" {...common} />
      ) : (
        <input type="password" autocomplete="off" maxLength={8_192} {...common} />
      )}
      <span id="sign-in-hint" class="soft small">
        {isByName ? texts.account.nameHint : texts.account.tokenHint}
      </span>
    </div>
  );
}
