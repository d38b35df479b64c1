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
  const told = useRef(text);
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  });
  useEffect(() => {
    if (text === told.current) return;
    told.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      tell.current(typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, pauseMs]);
  return [typed, setTyped];
}
