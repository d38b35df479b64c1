import { Plus, RefreshCw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { NamesRead, RecordField } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { recordAt, type Subject } from '../../../state/account-address.ts';
import { useListLook } from '../../../state/account-lists.ts';
import { type RecordRow, type Records, type RecordsQuery, useRecords } from '../../../state/account-records.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import type { GridHandle } from '../../../ui/huge-grid/huge-grid.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { NoMatch } from '../../../ui/nothing.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import { When } from '../../../ui/when.tsx';
import styles from '../account.module.css';
import { AccountPage } from '../account-page.tsx';
import type { KindLook } from '../subjects.ts';
import { CampaignReader } from './campaign-reader.tsx';
import { daysLeft, daysLeftText } from './order-pace.ts';
import { ParentSelect } from './parent-select.tsx';
import { RecordGrid } from './record-grid.tsx';
import { RecordsBar } from './records-bar.tsx';
import { RunningOut } from './running-out.tsx';
import { fieldColumn, type ListColumn } from './shown-value.ts';
import { useNameOf } from './use-names.ts';
import { useTicks } from './use-ticks.ts';
import { ValueFilter } from './value-filter.tsx';

interface RecordsPageProps {
  readonly connectionId: number;
  readonly subject: Subject;
  readonly kind: KindLook;
}

const PAUSE_MS = 120;

/** This desk's copies of the records of a kind: filtered, sorted and searched without a request, with their age. */
export function RecordsPage({ connectionId, subject, kind: look }: RecordsPageProps) {
  const { kind } = look;
  const many = look.many ?? look.label.toLowerCase();
  const grid = useRef<GridHandle>(null);
  const [list, change] = useListLook(connectionId, kind);
  const [ticked, setTicked] = useState<ReadonlyMap<string, RecordRow>>(new Map());
  const { value: about } = useCommandQuery('leadexec.fields', { kind });
  const nameOf = useNameOf(connectionId);
  const needsParent = look.parent !== undefined && list.parent === 0 && kind !== 'campaigns' && kind !== 'listItems';
  const place = useMemo(
    () => ({ connectionId, kind, ...(list.parent === 0 ? {} : { parent: list.parent }) }),
    [connectionId, kind, list.parent],
  );
  const query: RecordsQuery | null = needsParent
    ? null
    : {
        ...place,
        text: list.text,
        filters: Object.entries(list.filters).flatMap(([field, values]) =>
          values.length === 0 ? [] : [{ field, values: [...values] }],
        ),
        ...(list.sort === null
          ? {}
          : { sort: { field: list.sort.column, descending: list.sort.direction === 'descending' } }),
      };
  const records = useRecords(query);
  const ticks = useTicks({ query, records, ticked, onTicked: setTicked });
  // Outdated copies are read again when the page opens and while it is open.
  useEffect(() => {
    if (!needsParent) call('leadexec.open', place).catch(() => undefined);
  }, [place, needsParent]);
  const columns = useMemo(() => columnsOf(about?.fields ?? [], look), [about, look]);
  const refresh = {
    id: 'account.refresh',
    label: `Read ${many} again`,
    keys: 'r',
    group: 'Account',
    disabled: needsParent || records.about?.refreshing === true,
    run: () => void call('leadexec.refresh', place).catch((thrown: unknown) => toastError(errorMessage(thrown))),
  };
  const create = {
    id: 'account.new',
    label: `New ${look.one}`,
    keys: 'n',
    group: 'Account',
    disabled: needsParent,
    run: () => navigate(recordAt(subject, kind, list.parent, 0)),
  };
  const open = (row: RecordRow) => navigate(recordAt(subject, kind, row.parent, row.id));
  const openHere = {
    id: 'account.open',
    label: `Open the ${look.one}`,
    keys: 'Enter',
    group: 'Account',
    hidden: true,
    run: () => {
      const row = records.row(list.cursor);
      if (row !== null) open(row);
    },
  };
  useKeys([refresh, openHere, ...(about?.creates === true ? [create] : [])]);
  // After a record is closed, the list is at the same place again.
  const isBack = useRef(list.cursor >= 0);
  const total = records.about?.total ?? 0;
  useEffect(() => {
    if (!isBack.current || total === 0) return;
    isBack.current = false;
    grid.current?.reveal(list.cursor);
    grid.current?.focus();
  }, [total, list.cursor]);
  const filtered = list.text !== '' || Object.values(list.filters).some((values) => values.length > 0);
  const clear = () => change({ text: '', filters: {} });
  return (
    <AccountPage
      subject={subject}
      part={kind}
      search={
        <SearchField
          action={{ id: 'account.search', label: `Search ${many}`, keys: '/', group: 'Account' }}
          where={`Search ${many}`}
          pauseMs={PAUSE_MS}
          text={list.text}
          onText={(text) => change({ text })}
          onDone={() => grid.current?.focus()}
        />
      }
      actions={
        <>
          <ActionButton action={refresh} icon={RefreshCw}>
            {records.about?.refreshing === true ? 'Refreshing…' : 'Refresh'}
          </ActionButton>
          {about?.creates === true && (
            <ActionButton action={create} kind="main" icon={Plus}>
              {`New ${look.one}`}
            </ActionButton>
          )}
        </>
      }
    >
      <div className={styles.tools}>
        {look.parent !== undefined && (
          <ParentSelect
            connectionId={connectionId}
            kind={look.parent}
            needed={needsParent}
            value={list.parent}
            onValue={(parent) => change({ parent })}
          />
        )}
        {columns.length > 0 &&
          (look.filters ?? []).flatMap((path) => {
            const field = about?.fields.find((one) => one.path === path);
            return field === undefined
              ? []
              : [
                  <ValueFilter
                    key={path}
                    {...{ connectionId, kind, field, nameOf }}
                    reading={records.about?.refreshing === true}
                    parent={list.parent}
                    values={list.filters[path] ?? []}
                    onValues={(values) => change({ filters: { ...list.filters, [path]: values } })}
                  />,
                ];
          })}
        {filtered && (
          <Button size="small" kind="quiet" onClick={clear}>
            Clear filters
          </Button>
        )}
        <span className={styles.end}>
          {records.about !== null && <Counts about={records.about} isFiltered={filtered} />}
        </span>
      </div>
      {kind === 'campaigns' && list.parent !== 0 && <CampaignReader connectionId={connectionId} parent={list.parent} />}
      {(records.error ?? records.about?.error) != null && (
        <ErrorNote className={styles.error ?? ''}>{records.error ?? records.about?.error}</ErrorNote>
      )}
      {kind === 'orders' && <RunningOut connectionId={connectionId} onOpen={open} />}
      <RecordsBar {...{ connectionId, kind, ticked }} onDone={() => setTicked(new Map())} />
      {query === null ? (
        <EmptyState title={`Choose a lead type to see its ${many}`} />
      ) : records.about === null ? (
        records.error === null && (
          <div className={styles.waiting}>
            <Skeleton lines={12} height={20} />
          </div>
        )
      ) : (
        <RecordGrid
          ref={grid}
          label={look.label}
          {...{ columns, records, nameOf, ticks }}
          name={look.name}
          grows={look.grows}
          look={list}
          onLook={change}
          onOpen={open}
          empty={
            filtered ? (
              <NoMatch title="No match" clear="Clear filters" keys="" onClear={clear}>
                {`None of ${formatCount(records.about.all, 'record')} matches.${records.about.names === null ? '' : ' Client names are still being read.'}`}
              </NoMatch>
            ) : (
              <EmptyState
                title={records.about.refreshing ? `Reading ${many} …` : `No ${many} yet`}
                action={kind !== 'campaigns' && <ActionButton action={refresh}>Refresh</ActionButton>}
              >
                {kind !== 'campaigns'
                  ? 'Once read, they are kept on this desk.'
                  : list.parent === 0
                    ? 'LeadExec’s API lists no campaigns. Choose a lead source above, then read its campaigns by their numbers.'
                    : 'LeadExec’s API lists no campaigns. Enter a campaign’s number above to read it.'}
              </EmptyState>
            )
          }
        />
      )}
    </AccountPage>
  );
}

interface CountsProps {
  readonly about: NonNullable<Records['about']>;
  readonly isFiltered: boolean;
}

/** How many records there are, how old they are, and how far the names of their clients are read. */
function Counts({ about: { total, all, readAt, names }, isFiltered }: CountsProps) {
  return (
    <>
      {isFiltered
        ? `${formatCount(total, 'match', 'matches')} of ${formatCount(all, 'record')}`
        : formatCount(total, 'record')}
      {names !== null
        ? `. ${namesText(names)}`
        : readAt !== null && (
            <>
              , updated <When at={readAt} />
            </>
          )}
    </>
  );
}

/** "Reading client names: 1,200 of 9,960 (lead type 2 of 4)". */
function namesText({ leadType, leadTypes, read, of }: NamesRead): string {
  const far = of === null ? '' : `: ${formatNumber(read)} of ${formatNumber(of)}`;
  return `Reading client names${far} (lead type ${leadType} of ${leadTypes})`;
}

function columnsOf(fields: readonly RecordField[], { columns, kind, widths }: KindLook): readonly ListColumn[] {
  const shown = columns.flatMap((path, at) => {
    const field = fields.find((one) => one.path === path && one.listed);
    if (field === undefined) return [];
    const column = fieldColumn(field, at === 0);
    return [{ ...column, width: widths?.[path] ?? column.width }];
  });
  return kind !== 'orders' || shown.length === 0 ? shown : shown.toSpliced(4, 0, DAYS_LEFT);
}

/** How long an order lasts at the pace at which it was filled so far. */
const DAYS_LEFT: ListColumn = {
  ...{ id: 'days-left', title: 'Lasts', width: 92, end: true, field: null },
  text: (values, now) => daysLeftText(daysLeft(values, now)),
};
