import { useEffect, useState } from 'react';
import { call } from '../bridge/index.ts';

/** A lead whose name or data contains what is typed. */
export interface LeadHit {
  readonly id: number;
  readonly name: string;
  /** Digits. */
  readonly phone: string;
  readonly place: string;
}

interface Hits {
  /** The text they were found by. */
  readonly text: string;
  readonly leads: readonly LeadHit[];
}

const NONE: Hits = { text: '', leads: [] };
/** Fewer letters or digits match too much. */
const LEAST_TYPED = 2;
const AT_MOST = 6;
const PAUSE_MS = 60;

/** The first leads that are found by a text, as in the search of the inbox. Those of the previous text are kept until they are loaded. */
export function useLeadHits(typed: string): Hits {
  const text = typed.trim();
  const [hits, setHits] = useState(NONE);
  useEffect(() => {
    if (text.length < LEAST_TYPED) {
      setHits(NONE);
      return;
    }
    let late = false;
    const found = (leads: readonly LeadHit[]) => !late && setHits({ text, leads });
    const timer = setTimeout(() => {
      call('leads.rows', { filter: { text }, limit: AT_MOST, columns: ['name', 'phone', 'city', 'state'] }).then(
        ({ ids, columns }) =>
          found(
            ids.map((id, i) => ({
              id,
              name: String(columns.name?.[i] ?? ''),
              phone: String(columns.phone?.[i] ?? ''),
              place: [columns.city?.[i], columns.state?.[i]].filter((one) => one !== null && one !== '').join(', '),
            })),
          ),
        // The commands are shown without them.
        () => found([]),
      );
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [text]);
  return hits;
}

/** Whether a text is long enough to search for leads. */
export const looksForLeads = (typed: string): boolean => typed.trim().length >= LEAST_TYPED;
