/** A value that the dialer stores differently from what was shown. */
export interface Difference {
  readonly row: number;
  readonly field: string;
  readonly shown: string;
  readonly held: string;
}

/** All kinds of line ends are treated as the same, because an answer in plain text doesn't distinguish them. */
const plain = (value: string): string => value.replace(/\r\n?/g, '\n').trim();

/** Compares the sent data of a lead with what the dialer stores. Fields that the dialer doesn't report are left out. */
export function compareHeld(
  row: number,
  shown: Readonly<Record<string, string>>,
  held: ReadonlyMap<string, string>,
): { readonly values: number; readonly differences: readonly Difference[] } {
  let values = 0;
  const differences: Difference[] = [];
  for (const [field, value] of Object.entries(shown)) {
    const stored = held.get(field);
    // More phones are in a separate table of the dialer, and it computes time offsets itself.
    if (stored === undefined || field === 'gmt_offset_now' || field === 'multi_alt_phones') continue;
    values += 1;
    if (plain(stored) !== plain(value)) differences.push({ row, field, shown: value, held: stored });
  }
  return { values, differences };
}

/** What happened to a value, without the value itself. */
export function differenceInWords({ shown, held }: Difference): string {
  const kept = held.trimEnd();
  if (kept === '') return 'stores nothing';
  if (shown.startsWith(kept)) return `stores ${kept.length} of ${shown.length} characters`;
  const lost = missing(shown, held);
  return lost === '' ? 'stores it with different characters' : `stores it without ${[...lost].join(' ')}`;
}

/** The signs of a value, except letters and digits of ASCII, that are missing in the stored value, each once. */
export function missing(shown: string, held: string): string {
  return [...new Set(shown)].filter((char) => !/[A-Za-z0-9]/.test(char) && !held.includes(char)).join('');
}
