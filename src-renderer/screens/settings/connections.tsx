import { PlugZap } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Connection, ConnectionKind } from '../../../src-preload/contract/index.ts';
import { dialerAt, leadexecAt, receiverAt, sourceAt } from '../../state/addresses.ts';
import { refreshDesk, useDesk } from '../../state/desk.ts';
import { navigate } from '../../state/hash-location.ts';
import { useInboxHealth } from '../../state/inbox-health.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { VENDORS } from '../../state/settings-source.ts';
import { Button } from '../../ui/button.tsx';
import { keepFocus } from '../../ui/keep-focus.ts';
import { useKeys } from '../../ui/keys.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { AccountPane } from './account-pane.tsx';
import { DIALER_COLUMNS, narrow, SOURCE_COLUMNS, type SourceRow } from './connection-columns.tsx';
import paneStyles from './connection-pane.module.css';
import { ConnectionPane } from './connection-pane.tsx';
import styles from './connections.module.css';
import { ReceiverPane } from './receiver-pane.tsx';
import { currentHealth } from './source-look.ts';
import { SourcePane } from './source-pane.tsx';

/** Which kind of connection an address asks to add; null when it asks for none. */
function addedKind(open: string | null): ConnectionKind | null {
  if (open === 'new') return 'crocodial';
  return KINDS.find(({ value }) => open === `new-${value}`)?.value ?? null;
}

function newAt(kind: ConnectionKind): string {
  if (kind === 'receiver') return receiverAt();
  if (kind === 'leadexec') return leadexecAt();
  return kind === 'crocodial' ? dialerAt() : sourceAt(undefined, kind);
}

const KINDS: readonly { readonly value: ConnectionKind; readonly label: string }[] = [
  { value: 'crocodial', label: 'Dialer' },
  { value: 'locumjobs', label: VENDORS.locumjobs.name },
  { value: 'liondesk', label: VENDORS.liondesk.name },
  { value: 'receiver', label: 'LeadExec receiver' },
  { value: 'leadexec', label: 'LeadExec account' },
];

/** The name of the grid that holds connections of a kind. */
const GRIDS: Readonly<Record<ConnectionKind, string>> = {
  crocodial: 'Dialers',
  locumjobs: 'Lead sources',
  liondesk: 'Lead sources',
  receiver: 'Lead receivers',
  leadexec: 'LeadExec accounts',
};
const gridOf = (kind: ConnectionKind | null): string => GRIDS[kind ?? 'crocodial'];

/** The dialers, the sources of leads and the receivers this desk is connected to, and the form of the one that is open or to be added. */
export function ConnectionsSettings({ open }: { readonly open: string | null }) {
  const connections = useDesk((s) => s.status?.connections ?? null);
  const width = usePreferences((p) => p.listWidth);
  const place = useRef<HTMLDivElement>(null);
  const adding = addedKind(open);
  const opened = connections?.find((c) => String(c.id) === open) ?? null;
  const kind = opened?.kind ?? adding;
  /** The grid that holds what is open, else the first. */
  const grid = () =>
    place.current?.querySelector<HTMLElement>(`[role=grid][aria-label="${gridOf(kind)}"]`) ??
    place.current?.querySelector<HTMLElement>('[role=grid]');
  const close = () => {
    navigate('/settings/dialers');
    grid()?.focus();
  };
  useKeys([
    {
      id: 'settings.add-source',
      label: 'Add lead source',
      keys: 'shift+n',
      group: 'Settings',
      run: () => navigate(sourceAt()),
    },
    {
      id: 'settings.add-receiver',
      label: 'Connect a lead receiver',
      keys: 'shift+r',
      group: 'Settings',
      run: () => navigate(receiverAt()),
    },
    {
      id: 'settings.add-account',
      label: 'Connect a LeadExec account',
      keys: 'shift+e',
      group: 'Settings',
      run: () => navigate(leadexecAt()),
    },
  ]);
  useEffect(() => {
    if (useDesk.getState().status !== null) keepFocus(() => place.current?.querySelector<HTMLElement>('[role=grid]'));
  }, []);
  if (connections === null) return null;
  if (connections.length === 0 && adding === null) return <NothingConnected />;
  const shared = {
    connection: opened,
    onClose: close,
    onSaved: (saved: Connection) => {
      void refreshDesk();
      // Whoever has gone elsewhere while it was saved stays there.
      if (place.current === null) return;
      navigate(dialerAt(saved.id), { replace: true });
      keepFocus(grid);
    },
    onRemoved: () => {
      void refreshDesk();
      close();
    },
  };
  return (
    <div ref={place} className={styles.room}>
      <SplitPane
        list={<Lists connections={connections} opened={opened} isNarrow={open !== null} />}
        detail={
          kind === null ? (
            open === null ? null : (
              <EmptyState title="This connection no longer exists" action={<Button onClick={close}>Close</Button>} />
            )
          ) : (
            <>
              {adding !== null && (
                <div className={paneStyles.kind}>
                  <Segmented<ConnectionKind>
                    aria-label="Choose what to connect"
                    value={adding}
                    options={KINDS}
                    onChange={(next) => navigate(newAt(next), { replace: true })}
                  />
                </div>
              )}
              {kind === 'crocodial' ? (
                <ConnectionPane key={opened?.id ?? 0} {...shared} />
              ) : kind === 'receiver' ? (
                <ReceiverPane key={opened?.id ?? 0} {...shared} />
              ) : kind === 'leadexec' ? (
                <AccountPane key={opened?.id ?? 0} {...shared} />
              ) : (
                <SourcePane key={opened?.id ?? kind} kind={kind} {...shared} />
              )}
            </>
          )
        }
        detailLabel={adding === null ? 'The open connection' : 'New connection'}
        onClose={close}
        width={width}
        onWidth={(w) => changePreferences({ listWidth: Math.max(200, Math.min(2000, w)) })}
      />
    </div>
  );
}

function NothingConnected() {
  return (
    <EmptyState
      icon={PlugZap}
      title="No dialer or lead source is connected yet"
      action={
        <>
          <Button onClick={() => navigate(sourceAt())}>Connect a lead source</Button>
          <Button onClick={() => navigate('/settings/practice')}>Try with practice vendors</Button>
        </>
      }
    >
      Connect your dialer to send dial lists to it, LocumJobsOnline or LionDesk to receive their leads in the inbox
      automatically, and LeadExec to sell leads and run its account.
    </EmptyState>
  );
}

interface ListsProps {
  readonly connections: readonly Connection[];
  readonly opened: Connection | null;
  readonly isNarrow: boolean;
}

/** Dialers, and below them the sources of leads. */
function Lists({ connections, opened, isNarrow }: ListsProps) {
  const healths = useInboxHealth((s) => s.sources);
  const dialers = connections.filter((c) => c.kind === 'crocodial');
  const sources = connections
    .filter((c) => c.source !== null)
    .map((connection) => ({
      connection,
      health: currentHealth(
        connection,
        healths.find((h) => h.connectionId === connection.id),
      ),
    }));
  const receivers = connections.filter((c) => c.kind === 'receiver');
  const accounts = connections.filter((c) => c.kind === 'leadexec');
  const shared = { opened, isNarrow };
  return (
    <div className={styles.lists}>
      <Group<Connection>
        {...shared}
        title="Dialers"
        name="connections"
        columns={DIALER_COLUMNS}
        rows={dialers}
        idOf={(c) => c.id}
        none={
          <>
            No dialer to send dial lists to. <Button onClick={() => navigate(dialerAt())}>Connect your dialer</Button>
          </>
        }
      />
      <Group<SourceRow>
        {...shared}
        title="Lead sources"
        name="sources"
        columns={SOURCE_COLUMNS}
        rows={sources}
        idOf={(row) => row.connection.id}
        none={
          <>
            No lead sources yet. <Button onClick={() => navigate(sourceAt())}>Connect a lead source</Button>
          </>
        }
      />
      <Group<Connection>
        {...shared}
        title="Lead receivers"
        name="receivers"
        columns={DIALER_COLUMNS}
        rows={receivers}
        idOf={(c) => c.id}
        none={
          <>
            No lead receiver to post leads to.{' '}
            <Button onClick={() => navigate(receiverAt())}>Connect LeadExec’s receiver</Button>
          </>
        }
      />
      {accounts.length > 0 && (
        <Group<Connection>
          {...shared}
          title="LeadExec accounts"
          name="accounts"
          columns={DIALER_COLUMNS}
          rows={accounts}
          idOf={(c) => c.id}
          none={null}
        />
      )}
    </div>
  );
}

interface GroupProps<T> {
  readonly title: string;
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => number;
  readonly opened: Connection | null;
  readonly isNarrow: boolean;
  readonly none: ReactNode;
}

const ROW = 32;
/** Rows of a group in view at once; more scroll. */
const IN_VIEW = 12;

function Group<T>({ title, name, columns, rows, idOf, opened, isNarrow, none }: GroupProps<T>) {
  const [cursor, setCursor] = useState<number | null>(null);
  useEffect(() => {
    if (opened !== null) setCursor(opened.id);
  }, [opened]);
  const height = (Math.min(IN_VIEW, rows.length) + 1) * ROW + 14;
  return (
    <section aria-label={title} className={styles.group}>
      <h2 className={styles.title}>{title}</h2>
      {rows.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <div className={styles.table} style={{ height }}>
          <VirtualTable<T>
            name={isNarrow ? `${name}-narrow` : name}
            label={title}
            columns={isNarrow ? narrow(columns) : columns}
            rows={rows}
            rowKey={idOf}
            selected={cursor}
            onSelect={(id) => {
              setCursor(id);
              if (opened !== null) navigate(dialerAt(id), { replace: true });
            }}
            onOpen={(row) => navigate(dialerAt(idOf(row)))}
            openOnClick
          />
        </div>
      )}
    </section>
  );
}
