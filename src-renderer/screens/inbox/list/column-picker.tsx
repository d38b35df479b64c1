import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useState } from 'react';
import type { LeadColumn } from '../../../../src-preload/contract/index.ts';
import { INBOX_ACTIONS } from '../../../features/keys/inbox-keys.ts';
import { ALL_COLUMNS, COLUMNS, moved, type ShownColumn, switched } from '../../../features/lead/lead-columns.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/inputs.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { Popover } from '../../../ui/popover.tsx';
import styles from './list.module.css';

interface ColumnPickerProps {
  readonly columns: readonly ShownColumn[];
  readonly onColumns: (columns: readonly ShownColumn[] | null) => void;
}

/** Chooses the columns and their order. */
export function ColumnPicker({ columns, onColumns }: ColumnPickerProps) {
  const [open, setOpen] = useState(false);
  useKeys([{ ...INBOX_ACTIONS.columns, run: () => setOpen(true) }]);
  const hidden = ALL_COLUMNS.filter((c) => !columns.some((s) => s.column === c));
  const name = (column: LeadColumn) => COLUMNS[column].name ?? COLUMNS[column].title;
  return (
    <Popover
      label="Columns"
      open={open}
      onOpen={setOpen}
      trigger={
        <Button size="small" kind="quiet" icon={Columns3} aria-label="Choose columns">
          Columns
        </Button>
      }
    >
      <ul className={styles.columns} aria-label="Columns shown">
        {columns.map(({ column }, at) => (
          <li key={column} className={styles.column}>
            <Checkbox label={name(column)} checked onChange={() => onColumns(switched(columns, column))} />
            <span className={styles.moves}>
              <IconButton
                size="small"
                icon={ArrowUp}
                label={`Move ${name(column)} to the left`}
                disabled={at === 0}
                onClick={() => onColumns(moved(columns, column, at - 1))}
              />
              <IconButton
                size="small"
                icon={ArrowDown}
                label={`Move ${name(column)} to the right`}
                disabled={at === columns.length - 1}
                onClick={() => onColumns(moved(columns, column, at + 1))}
              />
            </span>
          </li>
        ))}
      </ul>
      <ul className={styles.columns} aria-label="Columns hidden">
        {hidden.map((column) => (
          <li key={column} className={styles.column}>
            <Checkbox label={name(column)} checked={false} onChange={() => onColumns(switched(columns, column))} />
          </li>
        ))}
      </ul>
      <Button size="small" kind="quiet" onClick={() => onColumns(null)}>
        Reset columns
      </Button>
    </Popover>
  );
}
