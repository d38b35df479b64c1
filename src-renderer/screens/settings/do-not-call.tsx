import { FileInput, PhoneOff, Search, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import type { CommandOutput } from '../../../src-preload/contract/index.ts';
import { chooseFile } from '../../bridge/files.ts';
import { call, errorMessage, onDesk } from '../../bridge/index.ts';
import {
  type DoNotCallPhone,
  moreDoNotCall,
  openDoNotCall,
  putBack,
  refreshDoNotCall,
  removePhones,
  useDoNotCall,
} from '../../state/settings-do-not-call.ts';
import { throttle } from '../../state/throttle.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatNumber, formatPhone, formatShare } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { useKeys } from '../../ui/keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { When } from '../../ui/when.tsx';
import { AddPhones } from './add-phones.tsx';
import styles from './do-not-call.module.css';

const COLUMNS: readonly Column<DoNotCallPhone>[] = [
  { id: 'phone', title: 'Phone', width: 160, align: 'end', cell: (p) => formatPhone(p.phone) },
  { id: 'source', title: 'Where it came from', width: 280, grow: true, cell: (p) => p.source },
  { id: 'added', title: 'Added', width: 128, align: 'end', cell: (p) => <When at={p.addedAt} /> },
];
const NO_TICKS: ReadonlySet<number> = new Set();

/** The desk's own do-not-call list: rows with these phones are left out of every dial list, unless the operator says otherwise. */
export function DoNotCallSettings() {
  const { phones, more, total, error, text } = useDoNotCall();
  const find = new URLSearchParams(useSearch()).get('find');
  const [typed, setTyped] = useState(find ?? text);
  const [adding, setAdding] = useState(false);
  const [ticked, setTicked] = useState(NO_TICKS);
  const [cursor, setCursor] = useState<number | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const timer = setTimeout(() => void openDoNotCall(typed.trim()), typed === useDoNotCall.getState().text ? 0 : 150);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    const again = throttle(() => void refreshDoNotCall(), 500);
    const stop = onDesk((event) => (event === null || event.topic === 'dnc') && again());
    return () => {
      stop();
      again.stop();
    };
  }, []);

  const chosen = phones.filter((p) => (ticked.size > 0 ? ticked.has(Number(p.phone)) : Number(p.phone) === cursor));
  const remove = () => {
    const gone = chosen;
    removePhones(gone.map((p) => p.phone)).then(
      (removed) => {
        setTicked(NO_TICKS);
        const what =
          gone.length === 1 && gone[0] !== undefined ? formatPhone(gone[0].phone) : formatCount(removed, 'number');
        toast(`${what} removed from the do-not-call list.`, () => {
          putBack(gone).then(refreshDoNotCall, (thrown: unknown) =>
            toastError(`Couldn’t undo: ${errorMessage(thrown)}`),
          );
        });
        return refreshDoNotCall();
      },
      (thrown: unknown) => toastError(`Not removed. ${errorMessage(thrown)}`),
    );
  };
  const importFile = async () => {
    try {
      const file = await chooseFile('do-not-call', setSent);
      if (file === null) return;
      setSent(1);
      const taken = await call('dnc.import', file);
      toast(takenWords(taken));
      if (taken.unreadable > 0) toastError(refusedWords(taken));
      await refreshDoNotCall();
    } catch (thrown) {
      toastError(`File not added. ${errorMessage(thrown)}`);
    } finally {
      setSent(null);
    }
  };
  useKeys([
    {
      id: 'dnc.search',
      label: 'Search the do-not-call list',
      keys: '/',
      group: 'Do-not-call list',
      run: () => search.current?.select(),
    },
    { id: 'dnc.add', label: 'Add numbers', keys: 'a', group: 'Do-not-call list', run: () => setAdding(true) },
    {
      id: 'dnc.import',
      label: 'Add numbers from a file',
      keys: 'i',
      group: 'Do-not-call list',
      run: () => void importFile(),
    },
    {
      id: 'dnc.remove',
      label: chosen.length > 1 ? `Remove ${formatNumber(chosen.length)} numbers` : 'Remove this number',
      keys: 'Delete',
      group: 'Do-not-call list',
      disabled: chosen.length === 0,
      run: remove,
    },
  ]);

  return (
    <section aria-label="Do-not-call list" className={styles.place}>
      <div className={styles.bar}>
        <div className={styles.search}>
          <TextInput
            ref={search}
            type="search"
            icon={Search}
            aria-label="Search by any digits"
            placeholder="Any digits   /"
            maxLength={40}
            value={typed}
            onChange={setTyped}
          />
        </div>
        <span className={styles.total}>
          {total === null ? '' : `${formatCount(total, 'number')} on the list`}
          {text !== '' && phones.length > 0 && `, ${formatNumber(phones.length)}${more ? '+' : ''} with these digits`}
        </span>
        <span className={styles.push} />
        {chosen.length > 0 && (
          <Button icon={Trash2} keys="Delete" hint="Remove" onClick={remove}>
            Remove{' '}
            {chosen.length === 1 && chosen[0] !== undefined
              ? formatPhone(chosen[0].phone)
              : formatNumber(chosen.length)}
          </Button>
        )}
        <Button
          icon={FileInput}
          keys="i"
          hint="Excel, CSV or text with a phone column"
          disabled={sent !== null}
          onClick={() => void importFile()}
        >
          {sent === null ? 'Add a file …' : sent < 1 ? `Uploading ${formatShare(sent, 1)}` : 'Reading the file …'}
        </Button>
        <Button keys="a" onClick={() => setAdding(true)}>
          Add numbers …
        </Button>
      </div>
      {error !== null && (
        <ErrorNote
          className={styles.error}
          actions={
            <Button size="small" onClick={() => void refreshDoNotCall()}>
              Retry
            </Button>
          }
        >
          The list couldn’t be loaded. {error}
        </ErrorNote>
      )}
      <VirtualTable<DoNotCallPhone>
        name="do-not-call"
        label="Do-not-call list"
        columns={COLUMNS}
        rows={phones}
        rowKey={(p) => Number(p.phone)}
        total={text === '' ? (total ?? undefined) : undefined}
        onEnd={moreDoNotCall}
        selected={cursor}
        onSelect={setCursor}
        ticked={ticked}
        onTick={setTicked}
        empty={
          total === null ? (
            error === null && <Skeleton lines={8} />
          ) : total > 0 ? (
            <EmptyState
              icon={PhoneOff}
              title="No match"
              action={<Button onClick={() => setTyped('')}>Show all</Button>}
            />
          ) : (
            <EmptyState
              icon={PhoneOff}
              title="Your do-not-call list is empty"
              action={<Button onClick={() => setAdding(true)}>Add numbers …</Button>}
            >
              Rows with numbers on this list are left out of every dial list, unless you decide otherwise for a row.
            </EmptyState>
          )
        }
      />
      {adding && (
        <AddPhones
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            void refreshDoNotCall();
          }}
        />
      )}
    </section>
  );
}

type Taken = CommandOutput<'dnc.import'>;

/** The result for a file's numbers. */
function takenWords({ added, known, removed, kept, mayCall, column }: Taken): string {
  const also = [
    known > 0 && `${formatNumber(known)} already on the list`,
    removed > 0 && `${formatNumber(removed)} removed`,
    kept > 0 && `${formatNumber(kept)} deleted in the file but kept, because they were added here`,
    mayCall > 0 && `${formatNumber(mayCall)} skipped, because the file says they may be called`,
  ].filter((part) => part !== false);
  return `${formatCount(added, 'number')} added from ${column}${also.length === 0 ? '' : `; ${also.join(', ')}`}.`;
}

/** Entries that are not a full number, with the first rows they are in. */
function refusedWords({ unreadable, refused }: Taken): string {
  const rows = refused
    .slice(0, 3)
    .map(({ row, value, why }) => `row ${row}${value === '' ? '' : ` “${value}”`}: ${why}`);
  const more = unreadable > rows.length ? ', …' : '';
  return `${formatCount(unreadable, 'entry', 'entries')} not added: incomplete numbers (${rows.join(', ')}${more}). Correct them in the file and add it again.`;
}
