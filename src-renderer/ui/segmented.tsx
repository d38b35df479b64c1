import { useId } from 'react';
import { cx } from './cx.ts';
import styles from './segmented.module.css';

interface SegmentedProps<V extends string> {
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: readonly { readonly value: V; readonly label: string; readonly count?: string | undefined }[];
  readonly 'aria-label': string;
  readonly className?: string;
}

/** A few choices side by side, one of them selected. */
export function Segmented<V extends string>({ value, onChange, options, className, ...rest }: SegmentedProps<V>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={rest['aria-label']} className={cx(styles.group, className)}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.words}>
            {option.label}
            {option.count !== undefined && <span className={styles.count}>{option.count}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
