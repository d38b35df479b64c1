import { useMemo, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Note } from '../../../ui/notes.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { RadiusPlot } from './radius-plot.tsx';
import styles from './requests.module.css';

interface AnswerViewProps {
  readonly answer: string;
  readonly unread: readonly { readonly at: number; readonly reason: string }[];
  /** Repeats the request and shows passwords; null if none was removed. */
  readonly onSecrets: (() => void) | null;
}

type Row = Readonly<Record<string, unknown>>;
interface Placed {
  readonly at: number;
  readonly row: Row;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    // Text, such as `200 OK`, is shown as received.
    return answer;
  }
}

/** The rows of an answer: a list, or the one list within an object. */
function rowsOf(value: unknown): readonly Row[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isRow) ? value : null;
  if (!isRow(value)) return null;
  const lists = Object.values(value).filter((one) => Array.isArray(one) && one.length > 0 && one.every(isRow));
  return lists.length === 1 && Object.values(value).length <= 8 ? (lists[0] as readonly Row[]) : null;
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value))
    return value.length === 0
      ? ''
      : value.every((one) => typeof one !== 'object')
        ? value.join(', ')
        : formatCount(value.length, 'row');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An answer of LeadExec: rows as a table, an object as its members, anything else as received; the JSON is one click away. */
export function AnswerView({ answer, unread, onSecrets }: AnswerViewProps) {
  const value = useMemo(() => parsed(answer), [answer]);
  const rows = useMemo(() => rowsOf(value), [value]);
  const [look, setLook] = useState<'read' | 'json'>('read');
  const canChoose = rows !== null || isRow(value);
  return (
    <section aria-label="Answer" className={styles.answer}>
      <div className={styles.line}>
        <strong>
          {rows !== null
            ? formatCount(rows.length, 'row')
            : Array.isArray(value) && value.length === 0
              ? 'No rows'
              : 'Answer'}
        </strong>
        {canChoose && (
          <Segmented<'read' | 'json'>
            aria-label="Answer as"
            value={look}
            options={[
              { value: 'read', label: rows === null ? 'Fields' : 'Table' },
              { value: 'json', label: 'JSON' },
            ]}
            onChange={setLook}
          />
        )}
        {onSecrets !== null && (
          <Button size="small" onClick={onSecrets}>
            Show passwords
          </Button>
        )}
      </div>
      {unread.length > 0 && (
        <Note kind="warning">{`${formatCount(unread.length, 'row')} can’t be read: ${unread[0]?.reason ?? ''}`}</Note>
      )}
      {rows !== null && look === 'read' && <RadiusPlot rows={rows} />}
      {look === 'read' && rows !== null ? (
        <Rows rows={rows} />
      ) : look === 'read' && isRow(value) ? (
        <Members row={value} />
      ) : (
        <pre className={styles.json}>
          {typeof value === 'string' ? value || '(an empty answer)' : JSON.stringify(value, null, 2)}
        </pre>
      )}
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const placed = useMemo(() => rows.map((row, at): Placed => ({ at, row })), [rows]);
  const columns = useMemo(() => {
    const names = [...new Set(rows.slice(0, 50).flatMap((row) => Object.keys(row)))].slice(0, 14);
    return names.map(
      (name, i): Column<Placed> => ({
        ...{
          id: name,
          title: name,
          width: name === 'Log' || name === 'Response' ? 420 : 132,
          grow: i === names.length - 1,
        },
        cell: ({ row }) => <span title={cellText(row[name])}>{cellText(row[name])}</span>,
      }),
    );
  }, [rows]);
  return (
    <div className={styles.table}>
      <VirtualTable
        label="Rows of the answer"
        name="leadexec-answer"
        columns={columns}
        rows={placed}
        rowKey={({ at }) => at}
      />
    </div>
  );
}

function Members({ row }: { readonly row: Row }) {
  return (
    <dl className={styles.members}>
      {Object.entries(row).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{cellText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
