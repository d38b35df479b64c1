import { useCallback, useEffect, useRef, useState } from 'react';
import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

interface Timeline {
  /** Newest first; null before the first answer. */
  readonly events: readonly LeadEvent[] | null;
  readonly more: boolean;
  readonly error: string | null;
}

const PAGE = 60;
const NOTHING: Timeline = { events: null, more: false, error: null };

/** Adds new events before those that were read earlier. If they don't connect, only the new ones are kept. */
export function joined(
  before: Pick<Timeline, 'events' | 'more'>,
  head: { readonly events: readonly LeadEvent[]; readonly more: boolean },
): { events: readonly LeadEvent[]; more: boolean } {
  const last = head.events.at(-1);
  if (!head.more || last === undefined || before.events === null) return { events: head.events, more: head.more };
  if (!before.events.some((e) => e.at >= last.at)) return { events: head.events, more: true };
  const older = before.events.filter((e) => e.at < last.at);
  return older.length === 0
    ? { events: head.events, more: true }
    : { events: [...head.events, ...older], more: before.more };
}

/** The history of a lead, newest first, loaded as far as it is viewed. */
export function useTimeline(leadId: number): Timeline & { readonly readOn: () => void } {
  const [timeline, setTimeline] = useState(NOTHING);
  const now = useRef(timeline);
  const reading = useRef(false);
  const set = useCallback((next: Timeline) => {
    now.current = next;
    setTimeline(next);
  }, []);

  useEffect(() => {
    let closed = false;
    const refresh = async () => {
      try {
        const head = await call('leads.timeline', { id: leadId, limit: PAGE });
        if (!closed) set({ ...joined(now.current, head), error: null });
      } catch (thrown) {
        if (!closed) set({ ...now.current, error: errorMessage(thrown) });
      }
    };
    const again = throttle(() => void refresh(), 400);
    again();
    const topics = new Set(['leads', 'callbacks', 'jobs']);
    const stop = onDesk((event) => (event === null || topics.has(event.topic)) && again());
    return () => {
      closed = true;
      stop();
      again.stop();
    };
  }, [leadId, set]);

  const readOn = useCallback(() => {
    const { events, more } = now.current;
    const last = events?.at(-1);
    if (!more || last === undefined || reading.current) return;
    reading.current = true;
    call('leads.timeline', { id: leadId, before: last.at, limit: PAGE })
      .then(
        (page) => {
          const known = now.current.events ?? [];
          set({ events: [...known.filter((e) => e.at >= last.at), ...page.events], more: page.more, error: null });
        },
        (thrown: unknown) => set({ ...now.current, error: errorMessage(thrown) }),
      )
      .finally(() => {
        reading.current = false;
      });
  }, [leadId, set]);

  return { ...timeline, readOn };
}
