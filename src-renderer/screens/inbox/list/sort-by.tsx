import { useState } from 'react';
import type { LeadColumn, LeadSort } from '../../../../src-preload/contract/index.ts';
import { INBOX_ACTIONS } from '../../../features/keys/inbox-keys.ts';
import { COLUMNS, type ShownColumn, sortedBy } from '../../../features/lead/lead-columns.ts';
import { useKeys } from '../../../ui/keys.ts';
import { PickDialog } from '../../../ui/pick-dialog.tsx';

interface SortByProps {
  readonly columns: readonly ShownColumn[];
  readonly sort: LeadSort;
  readonly onSort: (sort: LeadSort) => void;
}

/** Sorts by key or from the palette, by any visible column that can be sorted by. */
export function SortBy({ columns, sort, onSort }: SortByProps) {
  const [open, setOpen] = useState(false);
  const choices = columns.flatMap(({ column }) => {
    const to = sortedBy(column, sort);
    return to === null ? [] : [{ column, to, name: COLUMNS[column].name ?? COLUMNS[column].title }];
  });
  const isNow = (to: LeadSort) => to.by === sort.by;
  useKeys([
    { ...INBOX_ACTIONS.sort, run: () => setOpen(true) },
    ...choices.map(({ column, to, name }) => ({
      id: `inbox.sort.${column}`,
      label: isNow(to) ? `Sort by ${name}: reverse order` : `Sort by ${name}`,
      group: INBOX_ACTIONS.sort.group,
      run: () => onSort(to),
    })),
  ]);
  if (!open) return null;
  return (
    <PickDialog
      title="Sort by"
      placeholder="Column"
      digits
      choices={choices.map(({ column, to, name }) => ({
        value: column,
        label: name,
        note: isNow(to) ? `${sort.direction} now; choose to reverse` : undefined,
      }))}
      onPick={(column) => {
        const to = sortedBy(column as LeadColumn, sort);
        if (to !== null) onSort(to);
      }}
      onClose={() => setOpen(false)}
    />
  );
}
