/** The number of a file's records that are not rows of its list, by role. */
export interface SkippedCounts {
  above: number;
  blank: number;
  repeat: number;
  skipped: number;
}

const many = (count: number, one: string, more: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${more}`;

/** What was left out of a file because it isn't a lead, in sentences. @param footer the cells of the lines at its end */
export function skippedInWords(counts: SkippedCounts, footer: readonly (readonly string[])[]): string[] {
  const notes: string[] = [];
  if (counts.above > 0) {
    notes.push(
      `${many(counts.above, 'line', 'lines')} above the column names ${counts.above === 1 ? 'is' : 'are'} not read as leads.`,
    );
  }
  if (counts.skipped > 0) {
    notes.push(
      `${many(counts.skipped, 'line', 'lines')} of titles, second names or units ${counts.skipped === 1 ? 'is' : 'are'} not read as leads.`,
    );
  }
  if (counts.repeat > 0) {
    notes.push(
      `The column names come again ${many(counts.repeat, 'time', 'times')} further down; those lines are not leads.`,
    );
  }
  if (counts.blank > 0) notes.push(`${many(counts.blank, 'blank line', 'blank lines')} not counted.`);
  if (footer.length > 0) {
    const text = footer.map((cells) => cells.join(' ')).join(' / ');
    const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
    notes.push(
      `The last ${footer.length === 1 ? 'line is' : `${footer.length} lines are`} not read as leads: “${shown}”.`,
    );
  }
  return notes;
}
