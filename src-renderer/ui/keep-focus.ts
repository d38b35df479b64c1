/** Gives the focus to what `find` finds, if it was lost because what held it left the page. Looks after the next frame. */
export function keepFocus(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const { activeElement, body } = document;
      if (activeElement === null || activeElement === body) find()?.focus({ preventScroll: true });
    });
  });
}
