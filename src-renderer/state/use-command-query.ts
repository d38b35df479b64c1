import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandInput, CommandName, CommandOutput, DeskEvent } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

export interface Asked<T> {
  /** The last answer. It is kept during another request, and dropped when the query changes. */
  readonly value: T | null;
  /** Why the last request failed. The last successful answer is kept. */
  readonly error: string | null;
  /** Makes a request now. Resolves when the answer is shown. */
  readonly refresh: () => Promise<void>;
}

/**
 * Sends a command, and sends it again at every event of these topics (at most once in 300 ms) and if events may have been missed. With
 * `input` null it sends nothing yet. Late answers to older queries are dropped.
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
    // A late answer to an older query is dropped. A newer request in progress doesn't hold this one back.
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
