import { hashOf } from '../navigation/place.ts';
import { texts } from '../texts.ts';
import { type AuditedKind, auditedKinds } from './audit-api.ts';

/** Which product, cart or order to look at. */
export function AuditForm({ kind, id }: { kind: AuditedKind; id: string }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    location.hash = hashOf(['audit', String(form.get('kind')), String(form.get('id')).trim()]);
  };
  return (
    <form class="filters card" onSubmit={submit}>
      <label>
        {texts.audit.kind}
        <select name="kind" defaultValue={kind}>
          {auditedKinds.map((each) => (
            <option key={each} value={each}>
              {texts.audit.kinds[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.audit.id}
        <input name="id" required defaultValue={id} />
      </label>
      <div class="actions">
        <button type="submit" class="main">
          {texts.audit.submit}
        </button>
      </div>
    </form>
  );
}
