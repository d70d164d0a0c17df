import type { Notice } from '../state/notices.ts';
import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';

/** What has just happened, read aloud when it comes. The regions are there before, so that readers listen to them. */
export function NoticeBar({ notice, onClose }: { notice: Notice | undefined; onClose: () => void }) {
  const content = notice && (
    <div class={`notice notice-${notice.tone}`}>
      <p>{notice.text}</p>
      {notice.link && (
        <a href={notice.link.href} onClick={onClose}>
          {notice.link.label}
        </a>
      )}
      <button type="button" class="icon-button" aria-label={texts.close} onClick={onClose}>
        <Icon name="failed" />
      </button>
    </div>
  );
  return (
    <div class="notices">
      <div role="status">{notice?.tone === 'good' && content}</div>
      <div role="alert">{notice?.tone === 'bad' && content}</div>
    </div>
  );
}
