import { useEffect, useRef, useState } from 'react';

/**
 * What stands in a field whose text is kept elsewhere, the address say: seen at once as it is typed, handed on after a pause of
 * `pauseMs`, and another text in its place as soon as somebody else gives it one.
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
