import { ListFilter } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { LeadFacet, LeadFilter } from '../../../../src-preload/contract/index.ts';
import { INBOX_ACTIONS } from '../../../features/keys/inbox-keys.ts';
import { useDesk } from '../../../state/desk.ts';
import { type Condition, conditionsOf, keyOf, withCondition, without } from '../../../state/inbox-filter.ts';
import { Button } from '../../../ui/button.tsx';
import { keepFocus } from '../../../ui/keep-focus.ts';
import { useKeys } from '../../../ui/keys.ts';
import { Popover } from '../../../ui/popover.tsx';
import { FilterChip } from './filter-chip.tsx';
import { valueWord } from './filter-words.ts';
import styles from './filters.module.css';
import { SubjectPicker } from './subject-picker.tsx';

interface FilterBarProps {
  readonly filter: LeadFilter;
  readonly onFilter: (filter: LeadFilter) => void;
  /** Removes all conditions; null if there are none. */
  readonly onClear: (() => void) | null;
  /** Shown after the chips: commands for the changed filter. */
  readonly children?: ReactNode;
  /** Shown at the end: how many leads match, and how many are new. */
  readonly end: ReactNode;
}

const NO_CONNECTIONS: readonly { id: number; name: string }[] = [];

/** The conditions of the list as chips, and a button that adds one. */
export function FilterBar({ filter, onFilter, onClear, children, end }: FilterBarProps) {
  const connections = useDesk((s) => s.status?.connections ?? NO_CONNECTIONS);
  const word = (facet: LeadFacet, value: string) => valueWord(facet, value, connections);
  const [picking, setPicking] = useState(false);
  const [editing, setEditing] = useState<Condition | null>(null);
  const line = useRef<HTMLElement>(null);
  const add = { ...INBOX_ACTIONS.filter, run: () => setPicking(true) };
  const clear = { ...INBOX_ACTIONS.clear, disabled: onClear === null, run: () => onClear?.() };
  useKeys([add, clear]);

  const inFilter = conditionsOf(filter);
  const chipKey = (c: Condition) => {
    if (c.kind !== 'facet') return c.kind;
    const others = inFilter.filter((o) => o.kind === 'facet' && o.facet === c.facet).length;
    return others > 1 ? keyOf(c) : c.facet;
  };
  // A new condition without a value is not part of the filter yet.
  const edited = editing === null ? null : chipKey(editing);
  const conditions =
    editing === null || inFilter.some((c) => chipKey(c) === edited) ? inFilter : [...inFilter, editing];
  const toAdd = () => keepFocus(() => line.current?.querySelector<HTMLElement>('[data-add]'));
  return (
    <section ref={line} aria-label="Filters" className={styles.line}>
      {conditions.map((condition) => {
        const key = chipKey(condition);
        return (
          <FilterChip
            key={key}
            condition={edited === key && editing !== null ? editing : condition}
            filter={filter}
            word={word}
            open={edited === key}
            onOpen={(open) => {
              setEditing(open ? condition : null);
              if (!open) toAdd();
            }}
            onChange={(next) => {
              setEditing(next);
              onFilter(withCondition(filter, next, condition));
            }}
            onRemove={() => {
              setEditing(null);
              onFilter(without(filter, condition));
              toAdd();
            }}
          />
        );
      })}
      <Popover
        label="Add filter"
        open={picking}
        onOpen={setPicking}
        trigger={
          <Button data-add size="small" kind="quiet" icon={ListFilter}>
            Add filter
          </Button>
        }
      >
        <SubjectPicker
          filter={filter}
          word={word}
          onText={(text) => {
            setPicking(false);
            onFilter({ ...filter, text });
          }}
          onValue={(condition) => {
            setPicking(false);
            onFilter(withCondition(filter, condition));
          }}
          onPick={(condition) => {
            setPicking(false);
            const there = inFilter.find((c) => keyOf(c) === keyOf(condition));
            if (there === undefined && condition.kind === 'callback') onFilter(withCondition(filter, condition));
            setEditing(there ?? condition);
          }}
        />
      </Popover>
      {onClear !== null && (
        <Button size="small" kind="quiet" keys={clear.keys} hint="Show all leads" onClick={onClear}>
          Clear
        </Button>
      )}
      {children}
      <span className={styles.end}>{end}</span>
    </section>
  );
}
