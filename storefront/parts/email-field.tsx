import { texts } from '../texts.ts';

export function EmailField({ email, onChange }: { email: string; onChange: (email: string) => void }) {
  return (
    <label class="field">
      {texts.checkout.email}
      <input
        type="email"
        name="email"
        autocomplete="email"
        required
        maxLength={254}
        placeholder={texts.checkout.emailHint}
        value={email}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
