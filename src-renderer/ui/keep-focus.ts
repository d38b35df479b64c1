/** Moves the focus to the element that `find` returns, if it was lost because its element was removed. It checks after the next frame. */
export function keepFocus(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const { activeElement, body } = document;
      if (activeElement === null || activeElement === body) find()?.focus({ preventScroll: true });
    });
  });
}
