import { ChevronDown } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { OfferFilter, OfferSort } from '../../../../src-preload/contract/index.ts';
import { OFFER_ACTIONS } from '../../../features/keys/offer-keys.ts';
import { cleared, isNarrowed } from '../../../state/offers-address.ts';
import type { Board } from '../../../state/offers-board.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatNumber } from '../../../ui/format.ts';
import { keepFocus } from '../../../ui/keep-focus.ts';
import { useKeys } from '../../../ui/keys.ts';
import { PickDialog } from '../../../ui/pick-dialog.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Select } from '../../../ui/select.tsx';
import { ageWords, filterWords, namesOf, rangeWords, SORTS } from './filter-words.ts';
import styles from './filters.module.css';
import { PickMany } from './pick-many.tsx';
import { AgeEditor, RankEditor } from './range-editors.tsx';

interface FilterLineProps {
  readonly filter: OfferFilter;
  readonly onFilter: (filter: OfferFilter) => void;
  readonly sort: OfferSort;
  readonly onSort: (sort: OfferSort) => void;
  readonly board: Board | null;
}

type Subject = 'team' | 'user' | 'rank' | 'source' | 'age';

interface Narrowing {
  readonly key: Subject;
  readonly label: string;
  /** The choice in words; empty if there is none. */
  readonly says: string;
  readonly editor: ReactNode;
}

/** Whose board it is, its filter, and its sort. */
export function FilterLine({ filter, onFilter, sort, onSort, board }: FilterLineProps) {
  const [picking, setPicking] = useState(false);
  const [editing, setEditing] = useState<Subject | null>(null);
  const line = useRef<HTMLElement>(null);
  const teams = board?.teams ?? [];
  const users = board?.users ?? [];
  const sources = (board?.sources ?? []).map(({ id, name, count }) => ({ key: String(id), name, count }));
  const narrowed = isNarrowed(filter);
  const clear = () => {
    onFilter(cleared(filter));
    keepFocus(() => line.current?.querySelector('select'));
  };
  useKeys([
    { ...OFFER_ACTIONS.filter, run: () => setPicking(true) },
    { ...OFFER_ACTIONS.clear, disabled: !narrowed, run: clear },
    { ...OFFER_ACTIONS.whose, run: () => onFilter({ ...filter, as: filter.as === '@everyone' ? '@me' : '@everyone' }) },
    {
      ...OFFER_ACTIONS.sort,
      run: () => onSort(SORTS[(SORTS.findIndex((s) => s.value === sort) + 1) % SORTS.length]?.value ?? 'offered'),
    },
  ]);
  const narrowings: readonly Narrowing[] = [
    {
      key: 'team',
      label: 'Team',
      says: namesOf(filter.teams, teams),
      editor: (
        <PickMany
          label="Team"
          choices={teams}
          chosen={filter.teams}
          onChange={(keys) => onFilter({ ...filter, teams: [...keys] })}
        />
      ),
    },
    {
      key: 'user',
      label: 'Offered to',
      says: namesOf(filter.users, users),
      editor: (
        <PickMany
          label="Offered to"
          choices={users}
          chosen={filter.users}
          onChange={(keys) => onFilter({ ...filter, users: [...keys] })}
        />
      ),
    },
    {
      key: 'rank',
      label: 'Rank',
      says: rangeWords(filter.rank.from, filter.rank.to),
      editor: <RankEditor rank={filter.rank} onChange={(rank) => onFilter({ ...filter, rank })} />,
    },
    {
      key: 'source',
      label: 'Source',
      says: namesOf(filter.sources.map(String), sources),
      editor: (
        <PickMany
          label="Source"
          choices={sources}
          chosen={filter.sources.map(String)}
          onChange={(keys) => onFilter({ ...filter, sources: keys.map(Number) })}
        />
      ),
    },
    {
      key: 'age',
      label: 'Age',
      says: ageWords(filter.age),
      editor: <AgeEditor age={filter.age} onChange={(age) => onFilter({ ...filter, age })} />,
    },
  ];
  const someone = filter.as !== '@me' && filter.as !== '@everyone' && !users.some((u) => u.key === filter.as);
  return (
    <section ref={line} aria-label="Filters" className={styles.line}>
      <span className={styles.select}>
        <Select
          size="small"
          aria-label="Board"
          value={filter.as}
          onChange={(as) => onFilter({ ...filter, as })}
          options={[
            { value: '@me', label: 'My board' },
            { value: '@everyone', label: 'Everyone’s board' },
            ...(someone ? [{ value: filter.as, label: filter.as }] : []),
            {
              label: 'One person’s board',
              options: users.map((u) => ({
                value: u.key,
                label: `${u.name || u.key}${u.me ? ' (you)' : ''} · ${formatNumber(u.count)}`,
              })),
            },
          ]}
        />
      </span>
      {narrowings.map(({ key, label, says, editor }) => (
        <Popover
          key={key}
          label={label}
          open={editing === key}
          onOpen={(open) => setEditing(open ? key : null)}
          trigger={
            <button type="button" className={cx(styles.narrowing, says !== '' && styles.chosen)}>
              <span className={styles.words}>
                {label}
                {says !== '' && <b> {says}</b>}
              </span>
              <ChevronDown size={12} aria-hidden="true" />
            </button>
          }
        >
          {editor}
        </Popover>
      ))}
      {narrowed && (
        <>
          <Button size="small" kind="quiet" keys={OFFER_ACTIONS.clear.keys} hint="Show all offers" onClick={clear}>
            Clear
          </Button>
          <span className="visually-hidden" role="status">
            Only {filterWords(filter, board)}
          </span>
        </>
      )}
      <span className={styles.end}>
        <Select size="small" aria-label="Order" value={sort} onChange={onSort} options={SORTS} />
      </span>
      {picking && (
        <PickDialog
          title="Filter by"
          placeholder="By"
          digits
          choices={narrowings.map(({ key, label, says }) => ({ value: key, label, note: says || undefined }))}
          onPick={(key) => setEditing(narrowings.find((n) => n.key === key)?.key ?? null)}
          onClose={() => setPicking(false)}
        />
      )}
    </section>
  );
}
