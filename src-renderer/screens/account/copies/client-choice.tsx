import { useEffect, useMemo, useRef, useState } from 'react';
import type { RecordValue } from '../../../../src-preload/contract/index.ts';
import { call } from '../../../bridge/index.ts';
import type { ListLook } from '../../../state/account-lists.ts';
import { type RecordsQuery, useRecords } from '../../../state/account-records.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import type { GridHandle } from '../../../ui/huge-grid/huge-grid.tsx';
import { ErrorNote } from '../../../ui/notes.tsx';
import { NoMatch } from '../../../ui/nothing.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import styles from '../bulk.module.css';
import { RecordGrid } from '../records/record-grid.tsx';
import { fieldColumn } from '../records/shown-value.ts';
import { useNameOf } from '../records/use-names.ts';
import { type Ticked, useTicks } from '../records/use-ticks.ts';
import { ValueFilter } from '../records/value-filter.tsx';

interface ClientChoiceProps {
  readonly connectionId: number;
  /** The client that has the account already. */
  readonly except: number;
  readonly ticked: Ticked;
  readonly onTicked: (ticked: Ticked) => void;
}

const COLUMNS = ['ClientUID', 'Name', 'Username', 'Status', 'GroupUID'] as const;
const FILTERS = ['Status', 'GroupUID'] as const;
const PAUSE_MS = 120;
const FIRST: ListLook = { text: '', sort: null, filters: {}, parent: 0, cursor: -1 };

/** Lets the operator select any number of clients. Selected clients stay selected when the list is filtered or searched. */
export function ClientChoice({ connectionId, except, ticked, onTicked }: ClientChoiceProps) {
  const grid = useRef<GridHandle>(null);
  const [look, setLook] = useState<ListLook>(FIRST);
  const change = (to: Partial<ListLook>) => setLook((now) => ({ ...now, ...to }));
  const { value: about } = useCommandQuery('leadexec.fields', { kind: 'clients' });
  const nameOf = useNameOf(connectionId);
  const query: RecordsQuery = {
    ...{ connectionId, kind: 'clients', text: look.text },
    filters: Object.entries(look.filters).flatMap(([field, values]) =>
      values.length === 0 ? [] : [{ field, values: [...values] }],
    ),
    ...(look.sort === null
      ? {}
      : { sort: { field: look.sort.column, descending: look.sort.direction === 'descending' } }),
  };
  const records = useRecords(query);
  useEffect(() => {
    // Offline, the clients that are stored here are shown.
    call('leadexec.open', { connectionId, kind: 'clients' }).catch(() => undefined);
  }, [connectionId]);
  const fields = about?.fields;
  const columns = useMemo(
    () =>
      COLUMNS.flatMap((path) => fields?.find((one) => one.path === path) ?? []).map((field, at) =>
        fieldColumn(field, at === 0),
      ),
    [fields],
  );
  const total = records.about?.total ?? 0;
  const ticks = useTicks({ query, records, ticked, onTicked, canTick: ({ id }) => id !== except });
  const clear = () => change({ text: '', filters: {} });
  const isFiltered = look.text !== '' || Object.values(look.filters).some((values) => values.length > 0);
  const filter = (path: string, values: readonly RecordValue[]) =>
    change({ filters: { ...look.filters, [path]: values } });
  return (
    <section className={styles.main} aria-label="Clients to copy to">
      <div className={styles.tools}>
        <SearchField
          action={{ id: 'copy.search', label: 'Search clients', keys: '/', group: 'Account' }}
          where="Search clients"
          pauseMs={PAUSE_MS}
          text={look.text}
          onText={(text) => change({ text, cursor: -1 })}
          onDone={() => grid.current?.focus()}
        />
        {FILTERS.flatMap((path) => {
          const field = fields?.find((one) => one.path === path);
          if (field === undefined) return [];
          const values = look.filters[path] ?? [];
          const shown = { connectionId, kind: 'clients' as const, field, nameOf, parent: 0, values };
          const reading = records.about?.refreshing === true;
          return [<ValueFilter key={path} {...shown} reading={reading} onValues={(chosen) => filter(path, chosen)} />];
        })}
        <Button size="small" disabled={total === 0 || ticks.all} onClick={() => void ticks.between(0, total, true)}>
          {isFiltered ? `Select all ${formatNumber(total)} that match` : 'Select all'}
        </Button>
        <Button size="small" kind="quiet" disabled={ticked.size === 0} onClick={() => onTicked(new Map())}>
          Clear selection
        </Button>
        <span className={styles.end} role="status">{`${formatCount(ticked.size, 'client')} selected`}</span>
      </div>
      {(records.error ?? records.about?.error) != null && (
        <ErrorNote>{records.error ?? records.about?.error}</ErrorNote>
      )}
      <RecordGrid
        ref={grid}
        label="Clients"
        {...{ columns, records, nameOf, ticks, look }}
        name="Name"
        onLook={change}
        onOpen={ticks.toggle}
        empty={
          <NoMatch title="No match" clear="Clear filters" keys="" onClear={clear}>
            {`None of ${formatCount(records.about?.all ?? 0, 'client')} matches.`}
          </NoMatch>
        }
      />
    </section>
  );
}
