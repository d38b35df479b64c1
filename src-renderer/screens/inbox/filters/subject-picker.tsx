import { Search } from 'lucide-react';
import { Fragment, type KeyboardEvent, useId, useState } from 'react';
import type { LeadFacet } from '../../../../src-preload/contract/index.ts';
import type { Condition } from '../../../state/inbox-filter.ts';
import { cx } from '../../../ui/cx.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { FACETS, RANGES } from './filter-words.ts';
import styles from './filters.module.css';

interface Subject {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly begin: () => Condition;
}

const GROUPS = ['Work', 'The person', 'Where from'];

const SUBJECTS: readonly Subject[] = [
  ...(Object.keys(FACETS) as LeadFacet[])
    .filter((facet) => facet !== 'experience')
    .map((facet) => ({
      key: facet,
      label: FACETS[facet].label,
      group: FACETS[facet].group,
      begin: (): Condition => ({ kind: 'facet', facet, mode: 'any', values: [] }),
    })),
  { key: 'experience', ...RANGES.experience, begin: () => ({ kind: 'experience', from: null, to: null }) },
  { key: 'received', ...RANGES.received, begin: () => ({ kind: 'received', from: null, until: null, lastDays: null }) },
  { key: 'callback', ...RANGES.callback, begin: () => ({ kind: 'callback', due: 'today', whose: 'anyone' }) },
];

/** What leads can be narrowed by, found by typing a part of it. */
export function SubjectPicker({ onPick }: { readonly onPick: (condition: Condition) => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLowerCase();
  const shown = GROUPS.flatMap((group) =>
    SUBJECTS.filter((s) => s.group === group && s.label.toLowerCase().includes(wanted)),
  );
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const here = shown[at];
    if (by !== 0 && shown.length > 0) setAt((at + by + shown.length) % shown.length);
    else if (event.key === 'Enter' && here !== undefined) onPick(here.begin());
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
        aria-label="Filter by"
        placeholder="Filter by"
        icon={Search}
        size="small"
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Filters" className={styles.values}>
        {shown.map((subject, i) => (
          <Fragment key={subject.key}>
            {shown[i - 1]?.group !== subject.group && (
              <div role="presentation" className={styles.group}>
                {subject.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys of the list */}
            <div
              id={`${id}-${i}`}
              ref={(element) => {
                if (i === at) element?.scrollIntoView({ block: 'nearest' });
              }}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className={cx(styles.value, i === at && styles.here)}
              onMouseMove={() => setAt(i)}
              onClick={() => onPick(subject.begin())}
            >
              <span className={styles.valueLabel}>{subject.label}</span>
            </div>
          </Fragment>
        ))}
      </div>
      {shown.length === 0 && <p className={styles.soft}>There is no such filter. The search finds words and phones.</p>}
    </>
  );
}
