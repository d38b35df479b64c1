import type { ListColumn } from './shown-value.ts';

/** The room that a column of words gets at most, as a multiple of its width. */
const WIDEST = 2;

interface SpreadOptions {
  readonly columns: readonly ListColumn[];
  /** The room for all columns, px. */
  readonly room: number;
  /** The column that takes what is left. */
  readonly grows: string | undefined;
  /** Widths that the operator chose. */
  readonly chosen: Readonly<Record<string, number>>;
}

/** The widths of a list's columns: in a wide window the columns of words share the room, so that names beside the first aren't cut. */
export function spreadWidths({ columns, room, grows, chosen }: SpreadOptions): Readonly<Record<string, number>> {
  const isWords = ({ id, end, field }: ListColumn) =>
    id !== grows && chosen[id] === undefined && !end && (field === null || WORDS.has(field.type));
  const all = columns.reduce((sum, { id, width }) => sum + (chosen[id] ?? width), 0);
  const sharing = columns.filter((column) => isWords(column) || column.id === grows);
  const shared = sharing.reduce((sum, { width }) => sum + width, 0);
  const factor = shared === 0 ? 1 : Math.min(WIDEST, Math.max(1, 1 + (room - all) / shared));
  return Object.fromEntries(
    columns.map((column) => {
      const { id, width } = column;
      return [id, chosen[id] ?? Math.round(isWords(column) ? width * factor : width)];
    }),
  );
}

const WORDS: ReadonlySet<string> = new Set(['text', 'id', 'choice']);
