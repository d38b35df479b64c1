/** The pause between two looks at what goes on by itself, ms: in longer waits a tenth of what was waited already. */
export const lessOften = (waitedMs: number): number => Math.min(10 + waitedMs / 10, 100);

/**
 * Waits until `look` returns something other than false, null or undefined, and returns it.
 * @throws Error with `what` if it takes longer than `withinMs`
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  withinMs = 60_000,
  pauseMs: (waitedMs: number) => number = () => 10,
): Promise<Exclude<T, false | null | undefined>> {
  const began = performance.now();
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found as Exclude<T, false | null | undefined>;
    const waited = performance.now() - began;
    if (waited > withinMs) throw new Error(`It took longer than ${withinMs} ms until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs(waited)));
  }
}
