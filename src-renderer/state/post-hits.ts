import { useEffect, useState } from 'react';
import type { Job } from '../../src-preload/contract/index.ts';
import { call } from '../bridge/index.ts';

interface Hits {
  /** The text they were found by; null before the first answer. */
  readonly text: string | null;
  readonly posts: readonly Job[];
}

const NONE: Hits = { text: null, posts: [] };
const AT_MOST = 20;
const PAUSE_MS = 60;

/**
 * Posted leads with a phone number that ends like the text, or with this email address, reference or id; without a text the last ones.
 * Those of the previous text are kept until they are loaded. Null as the text finds nothing.
 */
export function usePostHits(typed: string | null): Hits {
  const text = typed?.trim() ?? null;
  const [hits, setHits] = useState(NONE);
  useEffect(() => {
    if (text === null) {
      setHits(NONE);
      return;
    }
    let late = false;
    const found = (posts: readonly Job[]) => !late && setHits({ text, posts });
    const timer = setTimeout(() => {
      const post = text === '' ? {} : { text };
      call('jobs.list', { filter: { post }, limit: AT_MOST }).then(
        // An update has only the fields that it changed.
        ({ jobs }) => found(jobs.filter(({ kind }) => kind !== 'update')),
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
