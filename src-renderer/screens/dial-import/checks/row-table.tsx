import { useMemo, useState } from 'react';
import type { CheckedRow, Mapping } from '../../../../src-preload/contract/index.ts';
import { errorMessage } from '../../../bridge/index.ts';
import { editCell } from '../../../state/checked-rows.ts';
import { formatNumber } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { CellInput } from './cell-input.tsx';
import { fieldLabel, fileValue, mappedFields, rowWords } from './issue-words.ts';
import { Value } from './value.tsx';
import { VERDICT_LOOKS } from './verdict-look.ts';

interface RowTableProps {
  readonly importId: number;
  readonly mapping: Mapping | null;
  readonly rows: readonly CheckedRow[];
  readonly total: number;
  /** The field of the reason. Its column comes first. */
  readonly first: string | null;
  readonly cursor: number | null;
  readonly canChange: boolean;
  readonly onCursor: (row: number) => void;
  readonly onOpen: () => void;
  readonly onEnd: () => void;
  readonly onChanged: () => void;
}

const WIDTHS: Readonly<Record<string, number>> = {
  phone_number: 168,
  state: 72,
  postal_code: 88,
  phone_code: 72,
  gender: 72,
  middle_initial: 104,
  title: 64,
  email: 180,
  address1: 180,
  comments: 200,
};

/** The checked rows, with each value as it will be sent, before → after if that differs from the file. */
export function RowTable(props: RowTableProps) {
  const { importId, mapping, rows, total, first, cursor, canChange, onCursor, onOpen, onEnd, onChanged } = props;
  const [editing, setEditing] = useState<{ row: number; field: string } | null>(null);
  const columns = useMemo((): Column<CheckedRow>[] => {
    const commit = (row: CheckedRow, field: string, value: string) => {
      setEditing(null);
      if (value === (row.fields[field] ?? fileValue(row, mapping, field))) return;
      editCell(importId, row.row, field, value).then(onChanged, (thrown: unknown) => toastError(errorMessage(thrown)));
    };
    const all = mappedFields(mapping);
    const fields = first !== null && all.includes(first) ? [first, ...all.filter((f) => f !== first)] : all;
    return [
      { id: 'row', title: 'Row', width: 72, align: 'end', cell: (r) => formatNumber(r.row) },
      {
        id: 'verdict',
        title: 'Result',
        width: 140,
        cell: (r) => <Badge plain look={VERDICT_LOOKS[r.verdict]} />,
      },
      {
        id: 'issues',
        title: 'Reason',
        width: 220,
        cell: (r) => <span title={rowWords(r).join('\n')}>{rowWords(r).join('; ')}</span>,
      },
      ...fields.map(
        (field): Column<CheckedRow> => ({
          id: field,
          title: fieldLabel(field),
          width: WIDTHS[field] ?? 130,
          cell: (r) =>
            editing?.row === r.row && editing.field === field ? (
              <CellInput
                label={`${fieldLabel(field)} of row ${r.row}`}
                value={r.fields[field] ?? fileValue(r, mapping, field)}
                onDone={(v) => commit(r, field, v)}
                onCancel={() => setEditing(null)}
              />
            ) : (
              <Value
                row={r}
                field={field}
                mapping={mapping}
                onEdit={canChange ? () => setEditing({ row: r.row, field }) : undefined}
              />
            ),
        }),
      ),
    ];
  }, [importId, mapping, first, canChange, editing, onChanged]);
  return (
    <VirtualTable
      name="checked-rows"
      label="Checked rows"
      columns={columns}
      rows={rows}
      rowKey={(r) => r.row}
      total={total}
      onEnd={onEnd}
      selected={cursor}
      onSelect={onCursor}
      onOpen={onOpen}
      empty={total === 0 ? <EmptyState title="No rows" /> : undefined}
    />
  );
}
