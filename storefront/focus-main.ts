/** For when what had the focus is gone: the next Tab goes on from the page's content, not from the window's top. */
export function focusMain(): void {
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}
