/** The number of letters that must be changed, added, removed or swapped with the next to turn one word into the other. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

const plain = (word: string): string => word.toLowerCase().replace(/[-_.]/g, '');

/** The known word that was probably meant; undefined if none is similar. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = plain(word);
  const near = known
    .map((name) => {
      const other = plain(name);
      const begins = wanted.length > 2 && (other.startsWith(wanted) || wanted.startsWith(other));
      return { name, far: begins ? 0.5 : distance(wanted, other) };
    })
    .filter(({ far }) => far <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.far - b.far);
  return near[0]?.name;
}
