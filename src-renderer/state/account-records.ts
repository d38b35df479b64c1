import { useEffect, useMemo, useRef, useState } from 'react';
import type { CommandInput, CommandOutput } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import { Pages } from './pages.ts';
import { oneByOne, throttle } from './throttle.ts';

type Answer = CommandOutput<'leadexec.records'>;
export type RecordRow = Answer['rows'][number];

/** The query for records. */
export type RecordsQuery = Omit<CommandInput<'leadexec.records'>, 'from' | 'count'>;

const PAGE_ROWS = 200;
const KEPT = 50;

/** The records known so far. */
export interface Records {
  /** The last answer’s counts and age; null until the first. */
  readonly about: Omit<Answer, 'rows'> | null;
  readonly error: string | null;
  readonly row: (index: number) => RecordRow | null;
  readonly inView: (first: number, last: number, direction: 1 | -1) => void;
  /** A number that changes whenever the rows do. */
  readonly version: number;
}

const noRow = () => null;

/**
 * The records of an account’s copies on this desk, in pages that are loaded when they come into view, and loaded again whenever copies
 * change. The shown rows stay until the new ones are loaded.
 */
export function useRecords(query: RecordsQuery | null): Records {
  const question = query === null ? null : JSON.stringify(query);
  const [state, setState] = useState<{
    question: string | null;
    about: Records['about'];
    error: string | null;
    version: number;
  }>({
    ...{ question, about: null, error: null, version: 0 },
  });
  const pages = useRef<Pages<Answer> | null>(null);
  const view = useRef<[number, number]>([0, 0]);

  useEffect(() => {
    if (question === null) return;
    let closed = false;
    // While copies are being read they change faster than a long list is loaded: each load is shown, and the last one is never skipped.
    const load = oneByOne(async () => {
      if (closed) return;
      let total = 0;
      let about: Records['about'] = null;
      const fresh = new Pages<Answer>({
        ...{ size: PAGE_ROWS, ahead: 1, kept: KEPT, length: () => total },
        ask: (from, count) => call('leadexec.records', { ...(JSON.parse(question) as RecordsQuery), from, count }),
        came: (_, answer) => {
          total = answer.total;
          const { rows: __, ...rest } = answer;
          about = rest;
          if (pages.current === fresh) setState((one) => ({ question, about, error: null, version: one.version + 1 }));
        },
        failed: (thrown) => setState((one) => ({ ...one, error: errorMessage(thrown) })),
      });
      try {
        await fresh.load([0, fresh.pageOf(view.current[0])]);
      } catch (thrown) {
        if (!closed) setState((one) => ({ ...one, question, error: errorMessage(thrown) }));
        return;
      }
      if (closed) return;
      pages.current?.close();
      pages.current = fresh;
      setState((one) => ({ question, about, error: null, version: one.version + 1 }));
    });
    view.current = [0, 0];
    void load();
    const again = throttle(() => void load(), 300);
    const stop = onDesk((event) => (event === null || event.topic === 'account' || event.topic === 'jobs') && again());
    return () => {
      closed = true;
      again.stop();
      stop();
      pages.current?.close();
      pages.current = null;
    };
  }, [question]);

  const isCurrent = state.question === question;
  return useMemo(
    () => ({
      about: isCurrent ? state.about : null,
      error: isCurrent ? state.error : null,
      version: state.version,
      row: isCurrent ? (index) => pages.current?.of(index)?.rows[index % PAGE_ROWS] ?? null : noRow,
      inView: (first, last, direction) => {
        view.current = [first, last];
        pages.current?.inView(first, last, direction);
      },
    }),
    [state, isCurrent],
  );
}
