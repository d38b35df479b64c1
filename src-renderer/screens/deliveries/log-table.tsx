import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { Job } from '../../../src-preload/contract/index.ts';
import { formatMoney } from '../../features/receiver/receiver-words.ts';
import { formatNumber } from '../../ui/format.ts';
import { keepFocus } from '../../ui/keep-focus.ts';
import { Badge } from '../../ui/state-badge.tsx';
import { lookOfJob } from '../../ui/states.ts';
import { type Column, VirtualTable, type VirtualTableProps } from '../../ui/virtual-table.tsx';
import { When } from '../../ui/when.tsx';
import styles from './deliveries.module.css';
import { reviewWords } from './post-words.ts';
import { subjectOf } from './unlock-words.ts';

export interface LogTableHandle {
  /** Moves focus to the table, so that j and k work in it. */
  focus(): void;
  /** The same, if no element has focus. */
  keepFocus(): void;
  /** Scrolls a row into view. */
  reveal(index: number): void;
}

interface LogTableProps
  extends Pick<
    VirtualTableProps<Job>,
    'rows' | 'total' | 'onEnd' | 'selected' | 'onSelect' | 'onOpen' | 'stale' | 'empty'
  > {
  readonly ticked: ReadonlySet<number>;
  readonly onTick: (ticked: ReadonlySet<number>) => void;
  /** Whether to show fewer columns, beside an open job. */
  readonly narrow: boolean;
  /** Whether all rows are posted leads, which have columns for their results. */
  readonly posts: boolean;
  /** A set that receives the ids of the visible rows. */
  readonly shown: Set<number>;
  readonly ref: Ref<LogTableHandle>;
}

const ROW = 32;

/** Keeps a row's id in the set while the row is visible. */
function Shown({ id, shown }: { readonly id: number; readonly shown: Set<number> }) {
  useEffect(() => {
    shown.add(id);
    return () => {
      shown.delete(id);
    };
  }, [id, shown]);
  return null;
}

/** The reason for a row's state; for a delivered row also which values the dialer stored differently. */
function reasonCell(job: Job) {
  const { reason, differs } = job;
  const held =
    differs.length === 0 ? '' : `Values differ in the dialer: ${differs.map(({ field }) => field).join(', ')}`;
  const words = [reason ?? '', held].filter((one) => one !== '').join('. ');
  return words !== '' && <span title={words}>{words}</span>;
}

/** Columns with the results of posted leads. */
const OF_POSTS: readonly Column<Job>[] = [
  { id: 'price', title: 'Price', width: 72, align: 'end', cell: ({ price }) => price != null && formatMoney(price) },
  {
    id: 'client',
    title: 'Client',
    width: 104,
    cell: ({ sends = [] }) => {
      const names = sends.map(({ client }) => client).join(', ');
      return names !== '' && <span title={names}>{names}</span>;
    },
  },
  { id: 'campaign', title: 'Campaign', width: 84, align: 'end', cell: ({ campaign }) => campaign ?? '' },
  {
    id: 'review',
    title: 'Review or return',
    width: 128,
    cell: (job) => {
      const words = reviewWords(job);
      return words !== '' && <span title={words}>{words}</span>;
    },
  },
];

function columnsFor(narrow: boolean, posts: boolean, shown: Set<number>): Column<Job>[] {
  const state: Column<Job> = {
    id: 'state',
    title: 'State',
    // Wide enough for “Unknown, checking”.
    width: 172,
    cell: (job) => (
      <>
        <Shown id={job.id} shown={shown} />
        <Badge look={lookOfJob(job)} plain />
      </>
    ),
  };
  const row: Column<Job> = {
    id: 'row',
    title: 'Row',
    width: 80,
    align: 'end',
    cell: (job) => job.row > 0 && formatNumber(job.row),
  };
  const phone: Column<Job> = {
    id: 'phone',
    title: 'Phone or lead',
    width: 124,
    align: 'end',
    cell: (job) => <span title={subjectOf(job)}>{subjectOf(job)}</span>,
  };
  const reason: Column<Job> = {
    id: 'reason',
    title: 'Reason',
    width: posts && !narrow ? 88 : narrow ? 120 : 220,
    grow: true,
    cell: (job) => reasonCell(job),
  };
  const changed: Column<Job> = {
    id: 'changed',
    title: 'Changed',
    width: 104,
    align: 'end',
    cell: (job) => <When at={job.updatedAt} />,
  };
  const tries: Column<Job> = {
    id: 'tries',
    title: 'Attempts',
    width: 88,
    align: 'end',
    cell: (job) => formatNumber(job.attempts),
  };
  if (narrow) return [state, phone, reason, changed];
  return [
    state,
    row,
    phone,
    {
      id: 'list',
      title: 'Vendor and list',
      width: posts ? 120 : 256,
      cell: (job) => (
        <span title={`${job.connection}, ${job.importName ?? 'no list'}`}>
          {job.connection}
          {job.importName !== null && <span className={styles.soft}> · {job.importName}</span>}
        </span>
      ),
    },
    ...(posts ? OF_POSTS : []),
    reason,
    { id: 'lead', title: 'Lead ID', width: 88, align: 'end', cell: (job) => job.leadId ?? '' },
    ...(posts ? [] : [tries]),
    changed,
  ];
}

/** The table of the log. A click opens a row; Shift and a click select all rows from the cursor to the clicked one. */
export function LogTable({ narrow, posts, shown, ref, ...props }: LogTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsFor(narrow, posts, shown), [narrow, posts, shown]);
  const grid = () => place.current?.querySelector<HTMLElement>('[role=grid]') ?? null;
  useImperativeHandle(ref, () => ({
    focus: () => grid()?.focus({ preventScroll: true }),
    keepFocus: () => keepFocus(grid),
    reveal: (index) => {
      const scroller = grid();
      if (scroller === null) return;
      const top = index * ROW;
      const room = scroller.clientHeight - 2 * ROW;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
    },
  }));
  const tickUpTo = (index: number) => {
    const cursor = props.rows.findIndex((j) => j.id === props.selected);
    const [from, to] = cursor < 0 ? [index, index] : [Math.min(cursor, index), Math.max(cursor, index)];
    props.onTick(new Set([...props.ticked, ...props.rows.slice(from, to + 1).map((j) => j.id)]));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only handles clicks on the grid inside, which has keys for all of it
    <div
      ref={place}
      className={styles.table}
      onClickCapture={(event) => {
        const row = event.target instanceof Element ? event.target.closest('[role=row][aria-rowindex]') : null;
        if (!event.shiftKey || row === null) return;
        const index = Number(row.getAttribute('aria-rowindex')) - 2;
        if (index < 0) return;
        event.preventDefault();
        event.stopPropagation();
        tickUpTo(index);
      }}
      // A click would move focus from the grid to the row, but the keys work in the grid.
      onMouseUp={(event) => {
        if (event.target instanceof Element && event.target.closest('input, button, [role=separator]') === null)
          grid()?.focus({ preventScroll: true });
      }}
    >
      <VirtualTable<Job>
        {...props}
        name={narrow ? 'deliveries-narrow' : posts ? 'deliveries-posts' : 'deliveries'}
        label="Deliveries"
        columns={columns}
        rowKey={(job) => job.id}
        openOnClick
      />
    </div>
  );
}
