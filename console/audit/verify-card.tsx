import { useState } from 'preact/hooks';
import { ActionButton } from '../parts/action-button.tsx';
import type { Verification } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { type Audited, verify } from './audit-api.ts';
import { VerificationView } from './verification-view.tsx';

const everyMs = 1_000;

/** Has all events replayed and compared with what is kept. Asking again joins the one that is under way. */
export function VerifyCard({ audited }: { audited: Audited }) {
  const [verification, setVerification] = useState<Verification>();
  const { changes } = usePermissions();
  const untilFinished = async () => {
    let said = await verify(audited);
    setVerification(said);
    while (said.status === 'running') {
      await new Promise((resume) => setTimeout(resume, everyMs));
      said = await verify(audited);
      setVerification(said);
    }
  };
  return (
    <section class="card">
      <div class="actions">
        {changes(audited.kind === 'product' ? 'catalog' : 'orders') && (
          <ActionButton act={untilFinished} isMain>
            {texts.audit.verify}
          </ActionButton>
        )}
        <span class="soft">{texts.audit.aboutVerify}</span>
      </div>
      <div role="status">{verification && <VerificationView verification={verification} />}</div>
    </section>
  );
}
