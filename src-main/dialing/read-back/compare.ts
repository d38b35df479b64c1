/** A value that the dialer holds otherwise than it was shown. */
export interface Difference {
  readonly row: number;
  readonly field: string;
  readonly shown: string;
  readonly held: string;
}

/** Line ends count as one, however they are written: an answer in text can't tell them apart. */
const plain = (value: string): string => value.replace(/\r\n?/g, '\n').trim();

/** Compares what was sent of a lead with what the dialer holds. Fields that the dialer doesn't tell are left out. */
export function compareHeld(
  row: number,
  shown: Readonly<Record<string, string>>,
  held: ReadonlyMap<string, string>,
): { readonly values: number; readonly differences: readonly Difference[] } {
  let values = 0;
  const differences: Difference[] = [];
  for (const [field, value] of Object.entries(shown)) {
    const stored = held.get(field);
    // More phones are kept in a table of their own, and time offsets are the dialer's.
    if (stored === undefined || field === 'gmt_offset_now' || field === 'multi_alt_phones') continue;
    values += 1;
    if (plain(stored) !== plain(value)) differences.push({ row, field, shown: value, held: stored });
  }
  return { values, differences };
}

/** What became of a value, without the value. */
export function differenceInWords({ shown, held }: Difference): string {
  const kept = held.trimEnd();
  if (kept === '') return 'stores nothing';
  if (shown.startsWith(kept)) return `stores ${kept.length} of ${shown.length} characters`;
  const lost = missing(shown, held);
  return lost === '' ? 'stores it with different characters' : `stores it without ${[...lost].join(' ')}`;
}

/** The signs of a value, no letters or digits of ASCII, that are missing from what is held, each once. */
export function missing(shown: string, held: string): string {
  return [...new Set(shown)].filter((char) => !/[A-Za-z0-9]/.test(char) && !held.includes(char)).join('');
}
