import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandInput, CommandName, CommandOutput, DeskEvent } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

export interface Asked<T> {
  /** The last answer; kept while asking again, dropped when the question changes. */
  readonly value: T | null;
  /** Why the last question failed; the last good answer stays beside it. */
  readonly error: string | null;
  /** Asks again now; resolves when the answer is shown. */
  readonly refresh: () => Promise<void>;
}

/**
 * Asks the desk, and asks again at every event of these topics (at most once in 300 ms) and when events may have been
 * missed. `input` null asks nothing yet. Late answers to older questions are dropped.
 */
export function useCommandQuery<N extends CommandName>(
  command: N,
  input: CommandInput<N> | null,
  topics: readonly DeskEvent['topic'][] = [],
): Asked<CommandOutput<N>> {
  const question = input === null ? null : JSON.stringify(input);
  const [answer, setAnswer] = useState<{
    question: string | null;
    value: CommandOutput<N> | null;
    error: string | null;
  }>({
    question,
    value: null,
    error: null,
  });
  const asking = useRef(0);
  const shown = useRef(0);
  const topicKey = topics.join(' ');

  const refresh = useCallback(async () => {
    if (question === null) return;
    const ticket = ++asking.current;
    // An older question's late answer is dropped; a newer one still on its way doesn't hold this one back.
    const isNews = () => {
      if (ticket <= shown.current) return false;
      shown.current = ticket;
      return true;
    };
    try {
      const value = await call(command, JSON.parse(question) as CommandInput<N>);
      if (isNews()) setAnswer({ question, value, error: null });
    } catch (thrown) {
      if (!isNews()) return;
      const error = errorMessage(thrown);
      setAnswer((before) => ({ question, value: before.question === question ? before.value : null, error }));
    }
  }, [command, question]);

  useEffect(() => {
    void refresh();
    const again = throttle(() => void refresh(), 300);
    const wanted = new Set(topicKey.split(' '));
    const stop = onDesk((event) => (event === null || wanted.has(event.topic)) && again());
    return () => {
      shown.current = asking.current;
      again.stop();
      stop();
    };
  }, [refresh, topicKey]);

  const current = answer.question === question;
  return { value: current ? answer.value : null, error: current ? answer.error : null, refresh };
}
