import { PageFrame } from '../parts/page-frame.tsx';
import { texts } from '../texts.ts';
import { RebuildCard } from './rebuild-card.tsx';

export function ReadModelsPage() {
  return (
    <PageFrame title={texts.readModels.title} about={texts.readModels.about}>
      <div class="columns">
        <RebuildCard name="catalog" />
        <RebuildCard name="orders" />
      </div>
    </PageFrame>
  );
}
