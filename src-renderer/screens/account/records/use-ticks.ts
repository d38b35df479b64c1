import { useRef, useState } from 'react';
import { errorMessage } from '../../../bridge/index.ts';
import type { RecordRow, Records, RecordsQuery } from '../../../state/account-records.ts';
import { toastError } from '../../../ui/toaster.tsx';
import { rowsBetween } from './rows-between.ts';

/** The key of a record among those that are selected. */
export const rowKey = ({ parent, id }: RecordRow): string => `${parent} ${id}`;

export type Ticked = ReadonlyMap<string, RecordRow>;

interface TicksOptions {
  readonly query: RecordsQuery | null;
  readonly records: Records;
  readonly ticked: Ticked;
  readonly onTicked: (ticked: Ticked) => void;
  /** The rows that can be selected, by default all. */
  readonly canTick?: (row: RecordRow) => boolean;
}

/** The selection of records in a list, of which only some rows are loaded. */
export interface Ticks {
  readonly has: (row: RecordRow) => boolean;
  /** Whether every row that matches is selected. */
  readonly all: boolean;
  readonly toggle: (row: RecordRow) => void;
  /** Selects the rows from one index to before another, or cancels their selection; without indices all that match. */
  readonly between: (from: number, to: number, on: boolean) => Promise<void>;
}

/** Selects records, including those that aren't loaded. Rows that are selected stay so when the list is filtered. */
export function useTicks({ query, records, ticked, onTicked, canTick = () => true }: TicksOptions): Ticks {
  /** The query of which all rows were selected, and the selection that made. */
  const [whole, setWhole] = useState<{ readonly question: string; readonly ticked: Ticked } | null>(null);
  const latest = useRef(ticked);
  latest.current = ticked;
  const question = JSON.stringify(query);
  const count = records.about?.total ?? 0;
  const areTicked = () => {
    for (let index = 0; index < count; index++) {
      const row = records.row(index);
      if (row === null || (canTick(row) && !ticked.has(rowKey(row)))) return false;
    }
    return ticked.size > 0;
  };
  return {
    has: (row) => ticked.has(rowKey(row)),
    all: count > 0 && ((whole?.question === question && whole.ticked === ticked) || areTicked()),
    toggle(row) {
      if (!canTick(row)) return;
      const next = new Map(ticked);
      if (!next.delete(rowKey(row))) next.set(rowKey(row), row);
      onTicked(next);
    },
    async between(from, to, on) {
      if (query === null) return;
      try {
        const rows = await rowsBetween(query, from, to);
        const next = new Map(latest.current);
        for (const row of rows) {
          if (!on) next.delete(rowKey(row));
          else if (canTick(row)) next.set(rowKey(row), row);
        }
        onTicked(next);
        if (on && from === 0 && to >= count) setWhole({ question, ticked: next });
      } catch (thrown) {
        toastError(errorMessage(thrown));
      }
    },
  };
}
