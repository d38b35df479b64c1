import { PlugZap } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../src-preload/contract/index.ts';
import { dialerAt } from '../../frame/addresses.ts';
import { goTo } from '../../frame/hash-location.ts';
import { healthOf } from '../../frame/health.ts';
import { refreshDesk, useDesk } from '../../state/desk.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { keepFocus } from '../../ui/keep-focus.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { When } from '../../ui/when.tsx';
import { ConnectionPane } from './connection-pane.tsx';
import styles from './settings.module.css';

const COLUMNS: readonly Column<Connection>[] = [
  { id: 'name', title: 'Name', width: 160, cell: (c) => <strong className={styles.name}>{c.name}</strong> },
  { id: 'state', title: 'State', width: 156, cell: (c) => <Badge look={healthOf(c)} plain /> },
  {
    id: 'why',
    title: 'Why',
    width: 160,
    grow: true,
    cell: (c) => c.runReason !== null && <span title={c.runReason}>{c.runReason}</span>,
  },
  { id: 'url', title: 'Address', width: 216, cell: (c) => <span title={c.url}>{c.url}</span> },
  {
    id: 'pace',
    title: 'At once',
    width: 80,
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
    cell: (c) =>
      c.lastSuccessAt === null ? <span className={styles.faint}>never</span> : <When at={c.lastSuccessAt} />,
  },
];
const NARROW = COLUMNS.filter((c) => c.id === 'name' || c.id === 'state' || c.id === 'why');

/** The dialers this desk is connected to, and the form of the one that is open ("new" for one to be added). */
export function ConnectionsSettings({ open }: { readonly open: string | null }) {
  const connections = useDesk((s) => s.status?.connections ?? null);
  const width = usePreferences((p) => p.listWidth);
  const place = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const opened = connections?.find((c) => String(c.id) === open) ?? null;
  useEffect(() => {
    if (opened !== null) setCursor(opened.id);
  }, [opened]);
  const grid = () => place.current?.querySelector<HTMLElement>('[role=grid]');
  const close = () => {
    goTo('/settings/dialers');
    grid()?.focus();
  };
  useEffect(() => {
    if (useDesk.getState().status !== null) keepFocus(() => place.current?.querySelector<HTMLElement>('[role=grid]'));
  }, []);
  if (connections === null) return null;
  if (connections.length === 0 && open !== 'new') {
    return (
      <EmptyState
        icon={PlugZap}
        title="No dialer is connected yet"
        act={
          <Button kind="plain" onClick={() => goTo('/settings/practice')}>
            Try with practice vendors
          </Button>
        }
      >
        Add the connection to your dialer to send dial lists to it. Its address, an API user and the password are all it
        takes.
      </EmptyState>
    );
  }
  const adding = open === 'new';
  return (
    <div ref={place} className={styles.room}>
      <SplitPane
        list={
          <VirtualTable<Connection>
            name={open === null ? 'connections' : 'connections-narrow'}
            label="Connections"
            columns={open === null ? COLUMNS : NARROW}
            rows={connections}
            rowKey={(c) => c.id}
            selected={cursor}
            onSelect={(id) => {
              setCursor(id);
              if (opened !== null) goTo(dialerAt(id), { replace: true });
            }}
            onOpen={(c) => goTo(dialerAt(c.id))}
            openOnClick
          />
        }
        detail={
          adding || opened !== null ? (
            <ConnectionPane
              key={opened?.id ?? 0}
              connection={opened}
              onClose={close}
              onSaved={(saved) => {
                void refreshDesk();
                goTo(dialerAt(saved.id), { replace: true });
                keepFocus(grid);
              }}
              onRemoved={() => {
                void refreshDesk();
                close();
              }}
            />
          ) : open === null ? null : (
            <EmptyState title="This connection is no longer there" act={<Button onClick={close}>Close</Button>} />
          )
        }
        detailLabel={adding ? 'New connection' : 'The connection that is open'}
        onClose={close}
        width={width}
        onWidth={(w) => changePreferences({ listWidth: Math.max(200, Math.min(2000, w)) })}
      />
    </div>
  );
}
