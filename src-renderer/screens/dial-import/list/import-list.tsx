import { FileUp, ListChecks, Plus, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DialImport } from '../../../../src-preload/contract/index.ts';
import { wordsTest } from '../../../../src-preload/rules/has-words.ts';
import { importAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { importColumns } from './import-columns.tsx';
import styles from './import-list.module.css';
import { RemoveImport } from './remove-import.tsx';

function matches(one: DialImport, text: string): boolean {
  return wordsTest(text)(`${one.fileName} ${one.connection ?? ''} ${one.listId ?? ''} ${one.campaign ?? ''}`);
}

/** All imports, newest first. */
export function ImportList() {
  const { value: imports, error } = useCommandQuery('imports.list', {}, ['imports', 'jobs', 'connections']);
  const connections = useDesk((s) => s.status?.connections);
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<number | null>(null);
  const [removing, setRemoving] = useState<DialImport | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const newImport = {
    id: 'imports.new',
    label: 'Import a file',
    keys: 'n',
    group: 'Dial lists',
    run: () => navigate('/dial-lists/new'),
  };
  const chosen = imports?.find((i) => i.id === selected);
  const removable = chosen !== undefined && chosen.state !== 'starting' && chosen.state !== 'started';
  useKeys([
    newImport,
    {
      id: 'imports.search',
      label: 'Search dial lists',
      keys: '/',
      group: 'Dial lists',
      run: () => search.current?.focus(),
    },
    {
      id: 'imports.remove',
      label: 'Delete draft',
      keys: 'Delete',
      group: 'Dial lists',
      disabled: !removable,
      run: () => setRemoving(chosen ?? null),
    },
  ]);
  const shown = imports?.filter((i) => matches(i, text)).sort((a, b) => b.createdAt - a.createdAt);
  return (
    <Page
      title="Dial lists"
      search={
        <TextInput
          ref={search}
          icon={Search}
          aria-label="Search dial lists"
          placeholder="Search name, dialer, list, campaign  /"
          value={text}
          onChange={setText}
        />
      }
      actions={imports?.length !== 0 && <ActionButton action={newImport} kind="main" icon={Plus} />}
    >
      {error !== null && <ErrorNote className={styles.error}>{error}</ErrorNote>}
      {shown === undefined ? (
        error === null && (
          <div className={styles.loading}>
            <Skeleton lines={8} />
          </div>
        )
      ) : imports?.length === 0 ? (
        <EmptyState
          icon={ListChecks}
          title="Your dial lists will appear here"
          action={<ActionButton action={newImport} kind="main" icon={FileUp} />}
        >
          Import a file of leads. Every row is checked, you see what will be sent, and each row is loaded into the
          dialer exactly once.
        </EmptyState>
      ) : (
        <VirtualTable
          name="imports"
          label="Dial lists"
          columns={importColumns(connections ?? [])}
          rows={shown}
          rowKey={(i) => i.id}
          selected={selected}
          onSelect={setSelected}
          onOpen={(i) => navigate(importAt(i.id))}
          openOnClick
          empty={<EmptyState title={`None of ${formatCount(imports?.length ?? 0, 'dial list')} matches “${text}”`} />}
        />
      )}
      {removing !== null && <RemoveImport one={removing} onClose={() => setRemoving(null)} />}
    </Page>
  );
}
