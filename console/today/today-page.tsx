import { PageFrame } from '../parts/page-frame.tsx';
import { texts } from '../texts.ts';

export function TodayPage() {
  return <PageFrame title={texts.today.title} about={texts.today.about} children={null} />;
}
