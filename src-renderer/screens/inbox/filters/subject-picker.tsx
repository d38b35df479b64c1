import { useState } from 'react';
import type { LeadFacet } from '../../../../src-preload/contract/index.ts';
import type { Condition } from '../../../state/inbox-filter.ts';
import { BEGUN, foundIn, SearchList } from '../../../ui/search-list.tsx';
import { FACETS, RANGES } from './filter-words.ts';

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

const BY_GROUP = GROUPS.flatMap((group) => SUBJECTS.filter((s) => s.group === group));

/** What leads can be narrowed by, found by typing a part of it. */
export function SubjectPicker({ onPick }: { readonly onPick: (condition: Condition) => void }) {
  const [searching, setSearching] = useState(BEGUN);
  return (
    <SearchList
      label="Filters"
      searchLabel="Filter by"
      placeholder="Filter by"
      searching={searching}
      onSearching={setSearching}
      options={foundIn(BY_GROUP, searching)}
      onTake={(subject) => onPick(subject.begin())}
      none="There is no such filter. The search finds words and phones."
    />
  );
}
