import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandInput, CommandName, CommandOutput, DeskEvent } from '../../src-preload/contract/index.ts';
import { call, onDesk, sentenceOf } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

export interface Asked<T> {
  /** The last answer; kept while asking again, dropped when the question changes. */
  readonly value: T | null;
  /** Why the last question failed; the last good answer stays beside it. */
  readonly error: string | null;
  readonly refresh: () => void;
}

/**
 * Asks the desk, and asks again at every event of these topics (at most once in 300 ms) and when events may have been
 * missed. `input` null asks nothing yet. Answers that come after a newer question are dropped.
 */
export function useAsk<N extends CommandName>(
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
  const topicKey = topics.join(' ');

  const refresh = useCallback(() => {
    if (question === null) return;
    const ticket = ++asking.current;
    call(command, JSON.parse(question) as CommandInput<N>).then(
      (value) => ticket === asking.current && setAnswer({ question, value, error: null }),
      (thrown: unknown) =>
        ticket === asking.current &&
        setAnswer((before) => ({
          question,
          value: before.question === question ? before.value : null,
          error: sentenceOf(thrown),
        })),
    );
  }, [command, question]);

  useEffect(() => {
    refresh();
    const again = throttle(refresh, 300);
    const wanted = new Set(topicKey.split(' '));
    const stop = onDesk((event) => (event === null || wanted.has(event.topic)) && again());
    return () => {
      asking.current++;
      again.stop();
      stop();
    };
  }, [refresh, topicKey]);

  const current = answer.question === question;
  return { value: current ? answer.value : null, error: current ? answer.error : null, refresh };
}
