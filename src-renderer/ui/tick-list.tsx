import { cx } from './cx.ts';
import { formatNumber } from './format.ts';
import { SearchList, type SearchListProps } from './search-list.tsx';
import styles from './tick-list.module.css';

/** One that may be ticked, and how many there are of it; null where nobody knows. */
export interface Tickable {
  readonly key: string;
  readonly label: string;
  readonly count: number | null;
}

interface TickListProps
  extends Pick<SearchListProps<Tickable>, 'label' | 'searching' | 'onSearching' | 'options' | 'onDone' | 'none'> {
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}

/** Some of several, found by typing, with how many there are of each: arrows move, Enter ticks. Takes effect at once. */
export function TickList({ label, ticked, onChange, ...rest }: TickListProps) {
  return (
    <SearchList
      {...rest}
      label={label}
      searchLabel={`Search ${label.toLowerCase()}`}
      placeholder="Search"
      isTaken={({ key }) => ticked.includes(key)}
      onTake={({ key }) => onChange(ticked.includes(key) ? ticked.filter((k) => k !== key) : [...ticked, key])}
      before={({ key }) => <span aria-hidden="true" className={cx(styles.box, ticked.includes(key) && styles.on)} />}
      after={({ count }) => <span className={styles.count}>{count === null ? '' : formatNumber(count)}</span>}
    />
  );
}
