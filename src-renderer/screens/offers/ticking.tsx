import { useLayoutEffect, useRef } from 'react';

const tickers = new Set<(now: number) => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** At each full second of the clock, so that all counters change together. */
function tick(): void {
  const now = Date.now();
  for (const one of tickers) one(now);
  timer = setTimeout(tick, 1000 - (now % 1000) + 5);
}

function onSecond(ticker: (now: number) => void): () => void {
  tickers.add(ticker);
  if (tickers.size === 1) timer = setTimeout(tick, 1000 - (Date.now() % 1000) + 5);
  return () => {
    tickers.delete(ticker);
    if (tickers.size === 0) clearTimeout(timer);
  };
}

interface TickingProps {
  /** The text at a time, ms. */
  readonly say: (now: number) => string;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
}

/** Text that changes with the clock. It is written to the page directly each second, so that nothing else is rendered. */
export function Ticking({ say, className, title }: TickingProps) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const write = (now: number) => {
      const words = say(now);
      if (place.current !== null && place.current.textContent !== words) place.current.textContent = words;
    };
    write(Date.now());
    return onSecond(write);
  }, [say]);
  return <span ref={place} className={className} title={title} />;
}
