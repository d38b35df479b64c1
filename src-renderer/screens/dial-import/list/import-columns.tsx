import { Link } from 'wouter';
import type { Connection, DialImport } from '../../../../src-preload/contract/index.ts';
import { importAt } from '../../../state/addresses.ts';
import { formatDuration, formatNumber, formatRate } from '../../../ui/format.ts';
import { StackBar } from '../../../ui/stack-bar.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import type { Column } from '../../../ui/virtual-table.tsx';
import { When } from '../../../ui/when.tsx';
import { importLook, importParts, notQueued, unsettled } from '../import-look.ts';
import styles from './import-list.module.css';

function pace(one: DialImport): string {
  if (one.rate === null || one.rate === 0 || unsettled(one) + notQueued(one) === 0) return '';
  return one.secondsLeft === null
    ? formatRate(one.rate)
    : `${formatRate(one.rate)}, ${formatDuration(one.secondsLeft)} left`;
}

/** The columns of the list of imports. */
export function importColumns(connections: readonly Connection[]): Column<DialImport>[] {
  return [
    {
      id: 'name',
      title: 'File',
      width: 212,
      grow: true,
      cell: (i) => (
        <Link href={importAt(i.id)} className={styles.name}>
          {i.fileName}
        </Link>
      ),
    },
    {
      id: 'state',
      title: 'State',
      width: 136,
      cell: (i) => (
        <Badge
          plain
          look={importLook(
            i,
            connections.find((c) => c.id === i.connectionId),
          )}
        />
      ),
    },
    {
      id: 'rows',
      title: 'Rows',
      width: 92,
      align: 'end',
      cell: (i) => (i.rows.total > 0 ? formatNumber(i.rows.total) : ''),
    },
    {
      id: 'bar',
      title: 'Results',
      width: 176,
      cell: (i) =>
        i.rows.total > 0 ? <StackBar parts={importParts(i)} total={i.rows.total} label={i.fileName} /> : null,
    },
    { id: 'pace', title: 'Rate, time left', width: 148, cell: (i) => pace(i) },
    { id: 'dialer', title: 'Dialer', width: 130, cell: (i) => i.connection },
    { id: 'list', title: 'List', width: 96, align: 'end', cell: (i) => i.listId },
    { id: 'campaign', title: 'Campaign', width: 100, cell: (i) => i.campaign },
    { id: 'created', title: 'Opened', width: 100, cell: (i) => <When at={i.createdAt} /> },
  ];
}
