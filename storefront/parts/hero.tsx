import { catalogHref } from '../routes.ts';
import { texts } from '../texts.ts';

/** What stands in the window, from left to right. */
const inTheWindow = ['onigiri-salmon', 'green-tea-500ml', 'lucky-cat', 'dango-skewer', 'cup-noodles'];

export function Hero() {
  return (
    <section class="hero">
      <div class="hero-words">
        <p class="hero-sign">{texts.home.night}</p>
        <h1>{texts.home.title}</h1>
        <p class="hero-lead">{texts.home.lead}</p>
        <a class="button button-main" href={catalogHref()}>
          {texts.home.enter}
        </a>
      </div>
      <div class="hero-window" aria-hidden="true">
        {inTheWindow.map((name) => (
          <img key={name} src={`/pictures/${name}.svg`} alt="" width="120" height="120" />
        ))}
      </div>
    </section>
  );
}
