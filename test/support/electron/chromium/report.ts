/** What the test that started this process hears of: `openExternal`, an error box, a file that is shown in its folder. */
export function report(is: string, what: Readonly<Record<string, unknown>>): void {
  process.send?.({ is, ...what });
}
