import { formatExact, formatWhen } from './format.ts';
import { useNow } from './use-now.ts';

/** A time in relative words, with the exact one on hover. Milliseconds since 1970. */
export function When({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formatWhen(at, now)}
    </time>
  );
}
