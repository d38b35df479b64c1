import { useEffect, useState } from 'react';
import type { LeadFacet, LeadFilter } from '../../../../src-preload/contract/index.ts';
import { call } from '../../../bridge/index.ts';

/** A value that matches typed text. */
export interface ValueHit {
  readonly facet: LeadFacet;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** The facets whose values are searched, in the order in which they are offered. */
const SEARCHED: readonly LeadFacet[] = [
  'state',
  'licensedState',
  'destination',
  'license',
  'specialty',
  'status',
  'owner',
  'tag',
  'source',
  'employmentType',
];
/** With fewer letters there would be too many matches. */
const LEAST_TYPED = 2;
const OF_A_FACET = 3;
const PAUSE_MS = 80;

/** The values of all facets that match the typed text, with their counts in the list. The last result stays until the next one arrives. */
export function useValueHits(typed: string, filter: LeadFilter): readonly ValueHit[] {
  const text = typed.trim();
  const [hits, setHits] = useState<readonly ValueHit[]>([]);
  const within = JSON.stringify(filter);
  useEffect(() => {
    if (text.length < LEAST_TYPED) {
      setHits([]);
      return;
    }
    let late = false;
    const timer = setTimeout(async () => {
      const found = await Promise.all(
        SEARCHED.map((facet) =>
          call('leads.facet', { facet, filter: JSON.parse(within) as LeadFilter, text }).then(
            (values) => values.slice(0, OF_A_FACET).map((value) => ({ facet, ...value })),
            // Without values the subjects are still offered.
            () => [],
          ),
        ),
      );
      if (!late) setHits(found.flat());
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [text, within]);
  return hits;
}
