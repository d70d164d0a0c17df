import { texts } from '../texts.ts';

export function Footer() {
  return (
    <footer class="footer">
      <p>{texts.footer}</p>
      <p>
        <a href="/docs">{texts.reference}</a>
        <a href="/console">{texts.console}</a>
      </p>
    </footer>
  );
}
