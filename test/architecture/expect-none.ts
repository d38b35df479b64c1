import { expect } from 'vitest';

/** Fails if anything breaks a rule: the message says what to do, and then lists every place. */
export function expectNone(found: readonly string[], whatToDo: string): void {
  expect(found, `${whatToDo}\n${found.map((one) => `  ${one}\n`).join('')}`).toEqual([]);
}
