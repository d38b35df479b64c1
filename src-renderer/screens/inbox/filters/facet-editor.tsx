import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { LeadFacet, LeadFilter } from '../../../../src-preload/contract/index.ts';
import { type Condition, type FacetMode, without } from '../../../state/inbox-filter.ts';
import { useAsk } from '../../../state/use-ask.ts';
import { cx } from '../../../ui/cx.ts';
import { formatNumber } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { Skeleton } from '../../../ui/notes.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { FACETS, MODES } from './filter-words.ts';
import styles from './filters.module.css';

type FacetCondition = Extract<Condition, { kind: 'facet' }>;

interface FacetEditorProps {
  readonly condition: FacetCondition;
  /** The whole filter: values are counted among what its other conditions let through. */
  readonly filter: LeadFilter;
  readonly word: (facet: LeadFacet, value: string) => string;
  readonly onChange: (condition: FacetCondition) => void;
  readonly onDone: () => void;
}

interface Value {
  readonly value: string;
  readonly label: string;
  readonly count: number | null;
}

/** The values of a facet with their counts, to be ticked: arrows move, Enter ticks. Takes effect at once. */
export function FacetEditor({ condition, filter, word, onChange, onDone }: FacetEditorProps) {
  const { facet, mode, values } = condition;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  // What was chosen when this opened stands on top, and stays where it is while it is ticked and unticked.
  const [first] = useState(values);
  const asked = useAsk('leads.facet', { facet, filter: without(filter, condition), text: typed.trim() }, ['leads']);
  const look = FACETS[facet];
  const told = new Map((asked.value ?? []).map((v) => [v.value, v]));
  const typedSmall = typed.trim().toLowerCase();
  const chosen: Value[] = first
    .filter((value) => word(facet, value).toLowerCase().includes(typedSmall))
    .map((value) => ({ value, label: word(facet, value), count: told.get(value)?.count ?? null }));
  const shown: Value[] = [
    ...chosen,
    ...(asked.value ?? [])
      .filter((v) => !first.includes(v.value))
      .map((v) => ({ ...v, label: v.label === v.value ? word(facet, v.value) : v.label })),
  ];
  const toggle = (value: string | undefined) => {
    if (value === undefined) return;
    const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
    onChange({ ...condition, mode: mode === 'empty' ? 'any' : mode, values: next });
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && shown.length > 0) setAt((at + by + shown.length) % shown.length);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onDone();
    else if (event.key === 'Enter') toggle(shown[at]?.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {look.always !== true && look.yesNo !== true && (
        <Segmented<FacetMode>
          aria-label={`${look.label}: is, is not or has none`}
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
        <p className={styles.soft}>Leads of which nobody has told this.</p>
      ) : (
        <>
          <TextInput
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
            aria-label={`Search ${look.label.toLowerCase()}`}
            placeholder="Search"
            icon={Search}
            size="small"
            maxLength={100}
            value={typed}
            onChange={(text) => {
              setTyped(text);
              setAt(0);
            }}
            onKeyDown={onKey}
          />
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={look.label}
            aria-multiselectable="true"
            className={styles.values}
          >
            {shown.map((one, i) => {
              const on = values.includes(one.value);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys of the list
                <div
                  key={one.value}
                  id={`${id}-${i}`}
                  ref={(element) => {
                    if (i === at) element?.scrollIntoView({ block: 'nearest' });
                  }}
                  role="option"
                  tabIndex={-1}
                  aria-selected={on}
                  className={cx(styles.value, i === at && styles.here)}
                  onMouseMove={() => setAt(i)}
                  onClick={() => toggle(one.value)}
                >
                  <span aria-hidden="true" className={cx(styles.box, on && styles.on)} />
                  <span className={styles.valueLabel}>{one.label}</span>
                  <span className={styles.count}>{one.count === null ? '' : formatNumber(one.count)}</span>
                </div>
              );
            })}
          </div>
          {shown.length === 0 && asked.value !== null && (
            <p className={styles.soft}>
              {typedSmall === '' ? 'No lead here has any.' : 'No value of these leads is called that.'}
            </p>
          )}
          {asked.value === null && asked.error === null && <Skeleton lines={5} height={14} />}
          {asked.error !== null && <p className={styles.soft}>{asked.error}</p>}
        </>
      )}
    </>
  );
}
