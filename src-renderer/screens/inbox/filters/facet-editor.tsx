import { useState } from 'react';
import type { LeadFacet, LeadFilter } from '../../../../src-preload/contract/index.ts';
import { type Condition, type FacetMode, without } from '../../../state/inbox-filter.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Skeleton } from '../../../ui/notes.tsx';
import { BEGUN, foundIn } from '../../../ui/search-list.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { type Tickable, TickList } from '../../../ui/tick-list.tsx';
import { FACETS, MODES } from './filter-words.ts';
import styles from './filters.module.css';

type FacetCondition = Extract<Condition, { kind: 'facet' }>;

interface FacetEditorProps {
  readonly condition: FacetCondition;
  /** The whole filter. Values are counted among the leads that match its other conditions. */
  readonly filter: LeadFilter;
  readonly word: (facet: LeadFacet, value: string) => string;
  readonly onChange: (condition: FacetCondition) => void;
  readonly onDone: () => void;
}

/** The values of a facet with their counts and checkboxes. */
export function FacetEditor({ condition, filter, word, onChange, onDone }: FacetEditorProps) {
  const { facet, mode, values } = condition;
  const [searching, setSearching] = useState(BEGUN);
  const typed = searching.typed.trim();
  // Values that were chosen when the editor opened are listed first, and stay there while boxes are ticked.
  const [first] = useState(values);
  const asked = useCommandQuery('leads.facet', { facet, filter: without(filter, condition), text: typed }, ['leads']);
  const look = FACETS[facet];
  const known = new Map((asked.value ?? []).map((v) => [v.value, v]));
  const chosen: Tickable[] = first.map((value) => ({
    key: value,
    label: known.get(value)?.label ?? word(facet, value),
    count: known.get(value)?.count ?? null,
  }));
  const shown: Tickable[] = [
    ...foundIn(chosen, searching),
    ...(asked.value ?? [])
      .filter((v) => !first.includes(v.value))
      .map(({ value, label, count }) => ({ key: value, label: label === value ? word(facet, value) : label, count })),
  ];
  return (
    <>
      {look.always !== true && look.yesNo !== true && (
        <Segmented<FacetMode>
          aria-label={`${look.label}: is, is not or is empty`}
          value={mode}
          onChange={(to) => onChange({ ...condition, mode: to, values: to === 'empty' ? [] : values })}
          options={MODES}
        />
      )}
      {look.always === true && (
        <Segmented<FacetMode>
          aria-label={`${look.label}: is or is not`}
          value={mode}
          onChange={(to) => onChange({ ...condition, mode: to })}
          options={MODES.filter((m) => m.value !== 'empty')}
        />
      )}
      {mode === 'empty' ? (
        <p className={styles.soft}>Leads where this is empty.</p>
      ) : (
        <>
          <TickList
            label={look.label}
            searching={searching}
            onSearching={setSearching}
            options={shown}
            ticked={values}
            onChange={(ticked) => onChange({ ...condition, values: [...ticked] })}
            onDone={onDone}
            none={
              asked.value === null
                ? null
                : typed === ''
                  ? 'No lead in this list has a value.'
                  : 'No match in this list.'
            }
          />
          {asked.value === null && asked.error === null && <Skeleton lines={5} height={14} />}
          {asked.error !== null && <p className={styles.soft}>{asked.error}</p>}
        </>
      )}
    </>
  );
}
