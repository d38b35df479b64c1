import { useState } from 'react';
import type { LeadFacet, LeadFilter } from '../../../../src-preload/contract/index.ts';
import { wordsTest } from '../../../../src-preload/rules/has-words.ts';
import { type Condition, conditionsOf } from '../../../state/inbox-filter.ts';
import { formatNumber } from '../../../ui/format.ts';
import { BEGUN, SearchList } from '../../../ui/search-list.tsx';
import { FACETS, RANGES } from './filter-words.ts';
import styles from './filters.module.css';
import { useValueHits } from './use-value-hits.ts';

interface Offered {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly count?: number;
  readonly take: () => void;
}

interface Subject {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly also: string;
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
      also: FACETS[facet].also ?? '',
      begin: (): Condition => ({ kind: 'facet', facet, mode: 'any', values: [] }),
    })),
  { key: 'experience', ...RANGES.experience, begin: () => ({ kind: 'experience', from: null, to: null }) },
  { key: 'received', ...RANGES.received, begin: () => ({ kind: 'received', from: null, until: null, lastDays: null }) },
  { key: 'callback', ...RANGES.callback, begin: () => ({ kind: 'callback', due: 'today', whose: 'anyone' }) },
];

const BY_GROUP = GROUPS.flatMap((group) => SUBJECTS.filter((s) => s.group === group));

/** What the text search covers, each with the words that people type to find it. */
const IN_TEXT = [
  { key: 'phone', label: 'Phone', also: 'number telephone area code last digits' },
  { key: 'city', label: 'City', also: 'town' },
  { key: 'name', label: 'Name', also: 'first last' },
  { key: 'email', label: 'Email', also: 'e-mail mail address' },
  { key: 'note', label: 'Notes', also: 'comment' },
] as const;

interface SubjectPickerProps {
  readonly filter: LeadFilter;
  readonly word: (facet: LeadFacet, value: string) => string;
  /** Called with an incomplete condition, whose values are chosen next. */
  readonly onPick: (condition: Condition) => void;
  /** Called with a complete condition. */
  readonly onValue: (condition: Condition) => void;
  /** Words or digits that the list is searched for. */
  readonly onText: (text: string) => void;
}

/** What leads can be filtered by. It is found by typing its name, one of its values, or any text of a lead. */
export function SubjectPicker({ filter, word, onPick, onValue, onText }: SubjectPickerProps) {
  const [searching, setSearching] = useState(BEGUN);
  const [within, setWithin] = useState<(typeof IN_TEXT)[number] | null>(null);
  const typed = searching.typed.trim();
  const hits = useValueHits(within === null ? searching.typed : '', filter);
  const isWanted = wordsTest(typed);
  const found = ({ label, also }: { readonly label: string; readonly also: string }) => isWanted(`${label} ${also}`);

  const search: readonly Offered[] =
    typed === ''
      ? []
      : [
          {
            key: 'text',
            label: within === null ? `Search all leads for “${typed}”` : `${within.label}: search for “${typed}”`,
            group: 'Search',
            take: () => onText(typed),
          },
        ];
  const options: readonly Offered[] =
    within !== null
      ? search
      : [
          ...BY_GROUP.filter(found).map((s) => ({ ...s, take: () => onPick(s.begin()) })),
          ...hits.map(({ facet, value, label, count }) => ({
            key: `${facet}=${value}`,
            label: `${FACETS[facet].label} is ${label === value ? word(facet, value) : label}`,
            group: 'Values',
            count,
            take: () => onValue(withValue(filter, facet, value)),
          })),
          ...IN_TEXT.filter(found).map((one) => ({
            key: `in-${one.key}`,
            label: one.label,
            group: 'Search',
            take: () => {
              setWithin(one);
              setSearching(BEGUN);
            },
          })),
          ...search,
        ];
  return (
    <SearchList
      label="Filters"
      searchLabel={within === null ? 'Filter by' : within.label}
      placeholder={within === null ? 'Filter by: state, city, phone …' : within.label}
      searching={searching}
      onSearching={setSearching}
      options={options}
      onTake={(one) => one.take()}
      after={({ count }) => (count === undefined ? null : <span className={styles.hits}>{formatNumber(count)}</span>)}
      none={within === null ? 'No matching filter.' : 'Type a part of it.'}
    />
  );
}

/** The facet with one more value, in addition to those in the filter. */
function withValue(filter: LeadFilter, facet: LeadFacet, value: string): Condition {
  const there = conditionsOf(filter).find((c) => c.kind === 'facet' && c.facet === facet && c.mode === 'any');
  const values = there?.kind === 'facet' ? there.values.filter((v) => v !== value) : [];
  return { kind: 'facet', facet, mode: 'any', values: [...values, value] };
}
