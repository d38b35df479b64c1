/**
 * Waits until `look` returns something other than false, null or undefined, and returns it.
 * @throws Error with `what` if it takes longer than `withinMs`
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  withinMs = 60_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found as Exclude<T, false | null | undefined>;
    if (performance.now() > deadline) throw new Error(`It took longer than ${withinMs} ms until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
