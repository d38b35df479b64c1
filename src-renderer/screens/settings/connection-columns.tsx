import type { Connection, SourceHealth } from '../../../src-preload/contract/index.ts';
import { healthOf } from '../../features/connection/health.ts';
import { formatNumber } from '../../ui/format.ts';
import { Badge } from '../../ui/state-badge.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { When } from '../../ui/when.tsx';
import styles from './settings.module.css';
import { sourceLook } from './source-look.ts';

/** A source of leads with how it does; `health` is missing until the first answer. */
export interface SourceRow {
  readonly connection: Connection;
  readonly health: SourceHealth | undefined;
}

const NEVER = <span className={styles.faint}>never</span>;

export const DIALER_COLUMNS: readonly Column<Connection>[] = [
  { id: 'name', title: 'Name', width: 160, cell: (c) => <strong className={styles.name}>{c.name}</strong> },
  { id: 'state', title: 'State', width: 156, cell: (c) => <Badge look={healthOf(c)} plain /> },
  {
    id: 'why',
    title: 'Reason',
    width: 160,
    grow: true,
    cell: (c) => c.runReason !== null && <span title={c.runReason}>{c.runReason}</span>,
  },
  { id: 'url', title: 'Address', width: 216, cell: (c) => <span title={c.url}>{c.url}</span> },
  {
    id: 'pace',
    title: 'Concurrent',
    width: 104,
    align: 'end',
    cell: (c) => `${formatNumber(c.flying)} of ${formatNumber(c.pace)}`,
  },
  {
    id: 'waiting',
    title: 'To send',
    width: 80,
    align: 'end',
    cell: (c) => formatNumber(c.counts.ready + c.counts.held),
  },
  {
    id: 'last',
    title: 'Last success',
    width: 128,
    align: 'end',
    cell: (c) => (c.lastSuccessAt === null ? NEVER : <When at={c.lastSuccessAt} />),
  },
];

function healthText({ connection, health }: SourceRow): string | null {
  return health?.error ?? health?.gap ?? connection.runReason;
}

export const SOURCE_COLUMNS: readonly Column<SourceRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 160,
    cell: ({ connection }) => <strong className={styles.name}>{connection.name}</strong>,
  },
  {
    id: 'state',
    title: 'State',
    width: 156,
    cell: ({ connection, health }) => <Badge look={sourceLook(connection, health)} plain />,
  },
  {
    id: 'why',
    title: 'Reason',
    width: 160,
    grow: true,
    cell: (row) => <span title={healthText(row) ?? ''}>{healthText(row)}</span>,
  },
  {
    id: 'url',
    title: 'Address',
    width: 216,
    cell: ({ connection }) => <span title={connection.url}>{connection.url}</span>,
  },
  {
    id: 'leads',
    title: 'Leads',
    width: 80,
    align: 'end',
    cell: ({ health }) => health !== undefined && formatNumber(health.leads),
  },
  {
    id: 'rejects',
    title: 'Rejected',
    width: 80,
    align: 'end',
    cell: ({ health }) => health !== undefined && health.rejects > 0 && formatNumber(health.rejects),
  },
  {
    id: 'next',
    title: 'Next attempt',
    width: 112,
    align: 'end',
    cell: ({ health }) => health?.nextAt != null && <When at={Math.max(health.nextAt, Date.now())} />,
  },
  {
    id: 'last',
    title: 'Last success',
    width: 112,
    align: 'end',
    cell: ({ health }) => (health?.lastSuccessAt == null ? NEVER : <When at={health.lastSuccessAt} />),
  },
];

const SHOWN_NARROW = new Set(['name', 'state', 'why']);

/** Fewer columns, beside an open connection. */
export function narrow<T>(columns: readonly Column<T>[]): readonly Column<T>[] {
  return columns.filter(({ id }) => SHOWN_NARROW.has(id));
}
