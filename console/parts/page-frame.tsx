import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts.ts';

interface Frame {
  title: string;
  /** What it shows, in a sentence. */
  about?: string;
  /** Links or buttons beside the title. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A page under its title, which takes the focus when somebody comes here: a screen reader then says where they are. */
export function PageFrame({ title, about, actions, children }: Frame) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = texts.documentTitle(title);
  }, [title]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main>
      <header class="page-header">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {about && <p class="soft">{about}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </main>
  );
}
