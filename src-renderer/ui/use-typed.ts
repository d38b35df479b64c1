import { useEffect, useRef, useState } from 'react';

/**
 * The text of a field that is stored elsewhere, such as the address: shown at once as it is typed, passed on after a pause of `pauseMs`,
 * and replaced as soon as the stored text is changed by something else.
 */
export function useTyped(
  text: string,
  onText: (text: string) => void,
  pauseMs: number,
): readonly [typed: string, setTyped: (typed: string) => void] {
  const [typed, setTyped] = useState(text);
  const reported = useRef(text);
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => {
    if (text === reported.current) return;
    reported.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === reported.current) return;
    const timer = setTimeout(() => {
      reported.current = typed;
      latest.current(typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, pauseMs]);
  return [typed, setTyped];
}
